"""The only place that names the project's folders."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Made once: every figure and every name of a province asks for one of them.
_DATA, _GEO, _LOCALES = ROOT / "data", ROOT / "geo", ROOT / "locales"


def data_folder() -> Path:
    """Folder of the indices: one folder each with ``index.toml`` and a parquet file a year.

    ``PROVINDEX_DATA`` replaces it; the variable is read at each call, so that a test can point elsewhere.
    """
    named = os.environ.get("PROVINDEX_DATA")
    return Path(named) if named else _DATA


def geo_folder() -> Path:
    """Folder of provinces and boundaries; ``PROVINDEX_GEO`` replaces it, read at each call."""
    named = os.environ.get("PROVINDEX_GEO")
    return Path(named) if named else _GEO


def store_location() -> str:
    """Where published years are kept: a folder, or an address such as ``s3://bucket/provindex``.

    ``PROVINDEX_STORE`` replaces the folder ``store`` beside the code, read at each call.
    """
    return os.environ.get("PROVINDEX_STORE") or str(ROOT / "store")


def locales_folder() -> Path:
    """Folder of the translations, one folder a language."""
    return _LOCALES


def shown(path: Path) -> str:
    """The path as it is named to a person, without the machine's own folders: ``data/papi/2024.parquet``."""
    for folder in (data_folder(), geo_folder(), locales_folder()):
        if path.is_relative_to(folder):
            return path.relative_to(folder.parent).as_posix()
    return path.name
