"""A small index, and small tables for it, for tests of the computations."""

import pandas as pd

from provindex.catalog import Break, Edition, GroupPeriod, GroupRule, Index, Measure, Period
from provindex.core.translate import Text

WORD = Text(vi="chữ", en="word")


def index(
    additive: bool = True,
    status: str = "final",
    kind: str = "quartile",
    breaks: tuple[Break, ...] = (),
    groups: GroupPeriod | None = None,
) -> Index:
    """Total 2-20 = two dimensions 1-10 = two parts of 0.5-5 each; a third part exists in 2020 only; 2019 to 2023."""

    def measure(key: str, low: float, high: float, last: int | None = None) -> Measure:
        return Measure(key, key.rpartition(".")[0] or None, WORD, WORD, (Period(2019, last, None, low, high),))

    measures = [
        measure("toy", 2, 20),
        measure("toy.water", 1, 10),
        measure("toy.water.clean", 0.5, 5),
        measure("toy.water.near", 0.5, 5),
        measure("toy.roads", 1, 10),
        measure("toy.roads.paved", 0.5, 5),
        measure("toy.roads.lit", 0.5, 5),
        measure("toy.roads.signed", 0.5, 5, last=2020),
    ]
    labels = {"A": WORD, "B": WORD, "C": WORD, "D": WORD}
    default = GroupPeriod(2019, None, cuts=(16.0, 12.0, 8.0)) if kind == "fixed" else GroupPeriod(2019, None)
    return Index(
        key="toy",
        name=WORD,
        short=WORD,
        publisher=WORD,
        about=WORD,
        licence=WORD,
        source_line=WORD,
        unit=WORD,
        digits=2,
        additive=additive,
        groups=GroupRule(kind, labels, ("toy",), (groups or default,)),  # type: ignore[arg-type]
        measures={one.key: one for one in measures},
        breaks=breaks,
        missing=(),
        editions={year: Edition(year, "63", status) for year in range(2019, 2024)},  # type: ignore[arg-type]
        sources={},
    )


def scores(table: dict[str, dict[str, float]]) -> pd.DataFrame:
    """Province -> measure -> score as a long table."""
    rows = [(province, measure, value) for province, row in table.items() for measure, value in row.items()]
    frame = pd.DataFrame(rows, columns=["province", "measure", "score"])
    return frame.astype({"province": "string", "measure": "string", "score": "float64"})


def standing(score: dict[str, float], **columns: list[float]) -> pd.DataFrame:
    """Province -> score as a standing without groups; NaN where there is no figure."""
    frame = pd.DataFrame({"province": pd.array(list(score), dtype="string"), "score": list(score.values())})
    frame = frame.astype({"score": "float64"})
    rank = frame["score"].rank(method="min", ascending=False).astype("Int64")
    empty = {name: float("nan") for name in ("low", "high", "se")}
    group = pd.array([pd.NA] * len(frame), dtype="string")
    return frame.assign(rank=rank, group=group, missing=frame["score"].isna(), **(empty | columns))
