"""What each kind of issue says: one sentence on what was found and one on how to mend it, by code."""

from provindex.intake.messages.document import DOCUMENT
from provindex.intake.messages.file import FILE
from provindex.intake.messages.model import Severity as Severity
from provindex.intake.messages.model import Wording as Wording
from provindex.intake.messages.programme import PROGRAMME
from provindex.intake.messages.values import FIGURES

WORDINGS: dict[str, Wording] = FILE | DOCUMENT | FIGURES | PROGRAMME
