"""The commands ``backup`` and ``restore``: the whole store, wherever it is, into a folder and back."""

import argparse
from pathlib import Path

from provindex.core import paths
from provindex.core.translate import LANGS, N_, translator
from provindex.store import backup
from provindex.store.location import Place

_KEPT = N_("Copied the store into {place}: {files} files.")
_BACK = N_("Filled the store from {place}: {files} files.")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the two commands."""
    keeping = commands.add_parser("backup", help="copy the store into a new folder, while servers go on")
    filling = commands.add_parser("restore", help="fill an empty store from such a copy")
    for command, run in ((keeping, _backup), (filling, _restore)):
        command.add_argument("folder", metavar="FOLDER", type=Path, help="the copy")
        command.add_argument("--lang", choices=LANGS, default=LANGS[0], help="language of the answer (default: vi)")
        command.set_defaults(run=run)


def _backup(asked: argparse.Namespace) -> int:
    files = backup.backup(Place(paths.store_location()), asked.folder)
    print(translator(asked.lang)(_KEPT, place=asked.folder, files=files))
    return 0


def _restore(asked: argparse.Namespace) -> int:
    files = backup.restore(asked.folder, Place(paths.store_location()))
    print(translator(asked.lang)(_BACK, place=asked.folder, files=files))
    return 0
