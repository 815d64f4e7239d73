"""The frames that the sentences are made of, as the pages compute them, each once."""

from functools import cache

import pytest

from provindex.analysis import change, derived
from provindex.catalog import load_catalog
from provindex.store import score_store

INDICES = load_catalog().indices
# Neighbours, and years with one, several and refusing breaks between them.
JUMPS = (1, 3, 6)
read = cache(score_store.read)


@cache
def standing(index, year, measure, edition="63"):
    return derived.standing(INDICES[index], measure, year, read(index, year), edition)


@cache
def compared(index, measure, base, year, edition="63"):
    tables = (read(index, base), read(index, year))
    both = (standing(index, base, measure, edition), standing(index, year, measure, edition))
    return change.compared(INDICES[index], measure, (base, year), tables, both, edition)


def two_years(cases, jumps=JUMPS):
    """Measure and two years of it, with figures in both."""
    known = set(cases)
    return [
        (index, measure, year - jump, year)
        for index, year, measure in cases
        for jump in jumps
        if (index, year - jump, measure) in known
    ]


def close(found, wanted):
    return found[: len(wanted)] == pytest.approx(wanted, abs=0.0051)
