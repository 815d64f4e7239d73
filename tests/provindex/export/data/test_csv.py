"""The ranking as CSV: the rank beside how many the publisher ranked, and what is missing stays empty."""

import csv as reader
import io

from provindex import geography
from provindex.analysis import ranking
from provindex.catalog import load_catalog
from provindex.core.translate import translator
from provindex.export.data import csv
from provindex.store import score_store
from provindex.views.view import View

PAR = load_catalog().indices["par"]


def test_a_rank_stands_beside_how_many_were_ranked():
    table = score_store.read("par", 2024)
    rows = ranking.standing(PAR, "par", 2024, table, geography.provinces("63")).assign(name="x")
    content = csv.standing(rows, PAR, View("en", "par", "par", 2024, 2024, "63"), "note", translator("en"))
    head, *lines = reader.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    place = head.index("Provinces ranked")
    found = {line[0]: (line[place - 1], line[place]) for line in lines if len(line) == len(head)}
    published = table[table["measure"] == "par"].set_index("province")["rank_published"].dropna().astype(int)
    assert len(found) == 63
    assert {n for _, n in found.values()} == {"63"}
    assert {key: rank for key, (rank, _) in found.items() if rank} == published.astype(str).to_dict()
