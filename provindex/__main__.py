"""The command line: ``python -m provindex`` and one of its commands, which ``--help`` lists."""

import argparse
import io
import sys
from collections.abc import Sequence

from provindex import geography
from provindex.analysis import bridge, scores
from provindex.analysis.integrity import check
from provindex.analysis.profile import profile
from provindex.cli import output, publish, read
from provindex.cli import store as store_command
from provindex.core.errors import CatalogError, SentenceError
from provindex.core.translate import LANGS, translator
from provindex.store import score_store
from provindex.store.published_catalog import load_catalog


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 if it was done, 1 if the data are at fault or may not be written, 2 if something was asked for that does not
        exist or cannot be read.
    """
    # A console of Windows may know no Vietnamese letter.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    asked = _parser().parse_args(argv)
    try:
        return int(asked.run(asked))
    except output.UnknownError as unknown:
        print(unknown, file=sys.stderr)
        return 2
    except SentenceError as error:
        print(error.sentence(translator(asked.lang)), file=sys.stderr)
        return 1
    except CatalogError as error:
        print(error, file=sys.stderr)
        return 1


def _check(_: argparse.Namespace) -> int:
    report = check()
    print(output.check_text(report))
    return 1 if report.faults else 0


def _profile(asked: argparse.Namespace) -> int:
    t = translator(asked.lang)
    index = output.find_index(load_catalog(), asked.index, t)
    year = output.find_year(index, asked.year, t)
    found = profile(index, year, output.find_province(asked.province, index.editions[year].provinces, t))
    print(output.profile_json(found, t) if asked.json else output.profile_text(found, t))
    return 0


def _bridge(asked: argparse.Namespace) -> int:
    t = translator(asked.lang)
    index = output.find_index(load_catalog(), asked.index, t)
    year = output.find_year(index, asked.year, t)
    output.expect_unmerged(index, year, t)
    table = scores.of_measure(score_store.read(index.key, year), index.root.key)
    found = bridge.bridge(table, geography.crosswalk(), ranked=index.editions[year].status != "partial")
    print(output.as_json(bridge.to_json(found)) if asked.json else output.bridge_text(index, year, found, t))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m provindex", description="Figures of the provincial indices.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="hold catalogue, scores and provinces against each other")
    checking.set_defaults(run=_check)
    profiling = commands.add_parser("profile", help="one province in one year")
    _add_year(profiling)
    profiling.add_argument("province", metavar="PROVINCE", help="name in any spelling, id or code")
    profiling.set_defaults(run=_profile)
    bridging = commands.add_parser("bridge", help="one year on the merged provinces: derived, not official")
    _add_year(bridging)
    bridging.set_defaults(run=_bridge)
    read.add_to(commands)
    publish.add_to(commands)
    store_command.add_to(commands)
    return parser


def _add_year(command: argparse.ArgumentParser) -> None:
    command.add_argument("index", metavar="INDEX", help="key of an index, such as papi")
    command.add_argument("year", metavar="YEAR", help="year of the figures")
    command.add_argument("--lang", choices=LANGS, default=LANGS[0], help="language of the answer (default: vi)")
    command.add_argument("--json", action="store_true", help="print JSON")


if __name__ == "__main__":
    sys.exit(main())
