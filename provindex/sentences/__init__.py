"""Computed results in, one sentence out, in the language asked for.

Every number of a sentence comes from the frame that is drawn beside it. Sentences say higher and lower, name no cause,
and compare nothing over years that may not be compared.
"""

from provindex.sentences.errors import errors
from provindex.sentences.one_change import apart, course, rank_change, score_change
from provindex.sentences.one_province import province
from provindex.sentences.pairs import pair, pair_place
from provindex.sentences.two_years import change, refused, scores_moved
from provindex.sentences.whole_year import groups, levels, missing, overview, place_of, ranking

__all__ = [
    "apart",
    "change",
    "course",
    "errors",
    "groups",
    "levels",
    "missing",
    "overview",
    "pair",
    "pair_place",
    "province",
    "rank_change",
    "place_of",
    "ranking",
    "refused",
    "score_change",
    "scores_moved",
]
