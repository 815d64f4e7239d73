"""Lines that fetch a year from the stable addresses into Excel, Python, R or Stata, ready to be copied.

Each names the decimal point or the encoding where its program would else guess from the reader's own settings.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ready:
    """One program's lines.

    Attributes:
        program: Its name.
        language: What its lines are written in, for colours; None where that is not known to highlighters.
        lines: The lines.
    """

    program: str
    language: str | None
    lines: str


# A Vietnamese Excel would read the point in 42.4 as a thousands mark, so the types are set in English ways.
_EXCEL = """\
let
    Source = Csv.Document(Web.Contents("{address}"), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Heads = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(
        Heads,
        {{
            {{"year", Int64.Type}}, {{"score", type number}}, {{"rank_published", Int64.Type}},
            {{"low", type number}}, {{"high", type number}}, {{"se", type number}}
        }},
        "en-US"
    )
in
    Typed
"""
_PYTHON = """\
import pandas as pd

scores = pd.read_csv("{address}", dtype={{"rank_published": "Int16"}})
total = scores[scores["measure"] == "{measure}"].sort_values("score", ascending=False)
print(total[["name_vi", "score"]].head())
"""
_R = """\
scores <- read.csv("{address}", encoding = "UTF-8", na.strings = "")
total <- subset(scores, measure == "{measure}" & !is.na(score))
head(total[order(-total$score), c("name_vi", "score")], 5)
"""
_STATA = """\
import delimited using "{address}", varnames(1) encoding("UTF-8") clear
keep if measure == "{measure}"
gsort -score
list name_vi score in 1/5
"""


def of_year(address: str, measure: str) -> tuple[Ready, ...]:
    """The lines for each program.

    Args:
        address: Whole address of a year as CSV, such as ``https://host/data/v1/papi/2024.csv``.
        measure: Key of the measure that the example lists.
    """
    found = (("Excel (Power Query)", None, _EXCEL), ("Python", "python", _PYTHON), ("R", "r", _R))
    programs = (*found, ("Stata", "stata", _STATA))
    return tuple(
        Ready(program, language, lines.format(address=address, measure=measure).rstrip("\n"))
        for program, language, lines in programs
    )
