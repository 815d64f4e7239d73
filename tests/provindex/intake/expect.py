"""What the tests of the intake ask of a reading."""

import pandas as pd

from provindex.intake import Answers, Issue, Reading, exit_code, reader
from tests.provindex.intake import layouts


class Nothing:
    """Nothing was published before."""

    def years(self, index):
        return ()

    def scores(self, index, year):
        raise AssertionError("nothing is published")

    def files(self):
        return {}


def read(
    data: bytes, name: str = "PAPI-2023.xlsx", answers: Answers | None = None, published: object = None
) -> Reading:
    """Read bytes with the shipped catalogue, and against nothing if not told otherwise."""
    return reader.read(data, name, layouts.CATALOG, answers, published or Nothing())


def codes(reading: Reading) -> list[str]:
    """The codes of the issues, each once, in order."""
    return list(dict.fromkeys(issue.code for issue in reading.issues))


def only(reading: Reading, code: str) -> Issue:
    """The only issue of a code."""
    (found,) = [issue for issue in reading.issues if issue.code == code]
    return found


def refusal(data: bytes, name: str = "PAPI-2023.xlsx") -> Issue:
    """The only issue of a file that is refused as a whole."""
    reading = read(data, name)
    assert reading.years == {}
    assert exit_code(reading) == 2
    (found,) = [issue for issue in reading.issues if issue.severity == "blocks"]
    return found


def figures(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    """Rows of a frame that can be compared: missing values are None."""
    chosen = frame[["province", "measure", *(columns or ("score",))]].astype(object)
    return sorted(map(tuple, chosen.where(chosen.notna(), None).to_numpy().tolist()), key=str)
