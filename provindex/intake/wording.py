"""What each kind of issue says: one sentence on what was found and one on how to mend it, by code."""

from provindex.intake.wording_document import DOCUMENT
from provindex.intake.wording_figures import FIGURES
from provindex.intake.wording_file import FILE
from provindex.intake.wording_model import Severity as Severity
from provindex.intake.wording_model import Wording as Wording
from provindex.intake.wording_programme import PROGRAMME

WORDINGS: dict[str, Wording] = FILE | DOCUMENT | FIGURES | PROGRAMME
