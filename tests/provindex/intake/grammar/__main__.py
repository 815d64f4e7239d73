"""Reads generated workbooks: ``python -m tests.provindex.intake.grammar --files 5000 --seed 1``.

Prints how many were right, read in part, refused and wrong, by feature, with the seeds of the wrong ones. ``--write``
writes the file of one seed to look at, with what a person reads in it.
"""

import argparse
import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.provindex.intake.grammar.files import make
from tests.provindex.intake.grammar.judge import Verdict, judge

OUTCOMES = ("right", "part", "asked", "refused", "wrong")


def main() -> int:
    """Run the command; 1 if a figure was read wrongly."""
    parser = argparse.ArgumentParser(prog="python -m tests.provindex.intake.grammar", description=__doc__)
    parser.add_argument("--files", type=int, default=5000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes read")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the file of --seed there and read no other")
    parser.add_argument("--only", default="", help="only files with this feature, such as blocks=halves")
    asked = parser.parse_args()
    if asked.write:
        return _write(asked.seed, asked.write)
    return _report(asked)


def read(seed: int) -> tuple[int, bool, tuple[str, ...], Verdict]:
    """The verdict of one seed, whether a person finds the file clear, and its features."""
    made = make(seed)
    features = (*made.features, *[f"unclear={one}" for one in made.unclear])
    return seed, not made.unclear, features, judge(made)


def _report(asked: argparse.Namespace) -> int:
    seeds = range(asked.seed, asked.seed + asked.files)
    with ProcessPoolExecutor(asked.jobs) as pool:
        results = list(pool.map(read, seeds, chunksize=20) if asked.jobs > 1 else map(read, seeds))
    if asked.only:
        results = [one for one in results if asked.only in one[2]]
    by_feature: dict[str, Counter] = defaultdict(Counter)
    for _, clear, features, verdict in results:
        for feature in features:
            by_feature[feature][verdict.outcome] += 1
            by_feature[feature]["clear and refused"] += clear and verdict.outcome == "refused"
    columns = (*OUTCOMES, "clear and refused")
    _print(f"{'feature':44}{'files':>7}" + "".join(f"{column:>8}" for column in columns[:-1]) + f"{columns[-1]:>20}")
    for feature, counts in sorted(by_feature.items()):
        numbers = "".join(f"{counts[column]:8}" for column in columns[:-1]) + f"{counts[columns[-1]]:20}"
        _print(f"{feature[:43]!r:44}{sum(counts[one] for one in OUTCOMES):7}{numbers}")
    for seed, _, features, verdict in results:
        if verdict.outcome == "wrong":
            _print(
                f"wrong: seed {seed}: {len(verdict.faults)} faults, first: {verdict.faults[0]}; {', '.join(features)}"
            )
    codes = Counter(
        code for _, clear, _, verdict in results if clear and verdict.outcome == "refused" for code in verdict.codes
    )
    seeds_of = {
        code: [seed for seed, clear, _, one in results if clear and one.outcome == "refused" and code in one.codes][:6]
        for code in codes
    }
    for code, count in codes.most_common():
        _print(f"refused though clear: {code} {count} times, such as seeds {seeds_of[code]}")
    clear = [one for one in results if one[1]]
    for name, group in (("clear", clear), ("unclear", [one for one in results if not one[1]])):
        counts = Counter(verdict.outcome for _, _, _, verdict in group)
        _print(f"{len(group)} {name}: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES))
    return int(any(verdict.outcome == "wrong" for *_, verdict in results))


def _write(seed: int, folder: Path) -> int:
    made = make(seed)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{seed} {made.name}"
    target.write_bytes(made.data)
    verdict = judge(made)
    _print(f"{target}: {verdict.outcome}; {', '.join(made.features)}; unclear: {', '.join(made.unclear) or 'no'}")
    for line in [*verdict.codes, *verdict.faults[:20]]:
        _print(f"  {line}")
    return 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
