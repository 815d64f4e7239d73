"""What is kept finished is made once for a View, a language, a look and the figures that it reads."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.state import data_version
from provindex.catalog import Catalog
from provindex.publishing.permissions import Actor
from provindex.publishing.publish import Terms, Upload
from provindex.store import score_store
from provindex.store.ledger_records import Status
from tests import publishing

pytestmark = pytest.mark.usefixtures("newest_version")
AN = Actor("an@example.org", "publisher")


def page() -> None:
    """A page that shows how often something has been made."""
    import streamlit as st

    from components.state import figure_cache, view_state

    view = view_state.restore()
    times = st.session_state.setdefault("times", [])
    figure_cache.kept(
        st.session_state["name"], view, lambda: times.append("made") or "made", st.session_state["height"]
    )
    st.text(len(times))


def made(name: str, height: str = "1", **params: str) -> int:
    """How often a fresh session had to make it."""
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["name"], app.session_state["height"] = name, height
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return int(app.text[0].value)


def test_a_second_session_at_the_same_view_makes_nothing_again():
    assert [made("second", year="2023"), made("second", year="2023")] == [1, 0]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"year": "2022"}, id="another year"),
        pytest.param({"lang": "en"}, id="another language"),
        pytest.param({"p": "63:01"}, id="another highlighted province"),
        pytest.param({"map": "rank"}, id="another option"),
        pytest.param({"height": "2"}, id="another part"),
        pytest.param({"name": "anew-other"}, id="another name"),
    ],
)
def test_it_is_made_anew_for(changed):
    name = f"anew-{'-'.join(changed)}"
    assert [made(name, year="2023"), made(**({"name": name, "year": "2023"} | changed))] == [1, 1]


def reading() -> None:
    """A page that keeps the ranks of what it is asked to read, and counts how often it had to read them."""
    from dataclasses import replace

    import streamlit as st

    from components.state import figure_cache, results, view_state
    from components.state.reads import Part, note

    view, times = view_state.restore(), st.session_state.setdefault("times", [])

    def first_of(year: int) -> str:
        standing = results.standing(view, year)
        return str(standing.loc[standing["rank"] == 1, "province"].iloc[0])

    def made() -> str:
        times.append("made")
        if st.session_state["reads"] == "years":
            return str(int(results.courses(view)["year"].max()))
        if st.session_state["reads"] == "catalogue":
            return " ".join(results.catalog().indices)
        if st.session_state["reads"] == "inner":
            return figure_cache.kept("inner", view, lambda: first_of(2021))
        if st.session_state["reads"] == "one edition":
            return results.index_of(view).editions[2019].status
        if st.session_state["reads"] == "no edition":
            return str(2025 in results.index_of(view).editions)
        if st.session_state["reads"] == "editions":
            return " ".join(one.status for one in results.index_of(view).editions.values())
        if st.session_state["reads"] == "profile":
            return results.profile(replace(view, province="63:14")).index.editions[2019].status
        if st.session_state["reads"] == "version":
            return results.version()
        if st.session_state["reads"] == "by figure":  # which year is read beside the own one hangs on a figure
            return first_of(2021 if first_of(2022) == "63:01" else 2020)
        note(Part("outline", "par"))
        return first_of(view.year)

    st.text(figure_cache.kept(f"reading {st.session_state['reads']}", view, made))
    st.text(len(times))


def read(what: str) -> tuple[str, int]:
    """What a fresh session shows at 2023 against 2022, and how often it had to make it."""
    app = AppTest.from_function(reading, default_timeout=30)
    app.session_state["reads"] = what
    app.query_params["year"], app.query_params["base"], app.query_params["index"] = "2023", "2022", "papi"
    app.run()
    assert not app.exception, app.exception
    return app.text[0].value, int(app.text[1].value)


def put(catalog: Catalog, year: int, first: str, index: str = "papi", status: Status = "final") -> None:
    """Publishes the shipped figures of a year with a province raised above all others."""
    scores = score_store.read_shipped(index, year)
    total = catalog.indices[index].root.key
    own = (scores["province"] == first) & (scores["measure"] == total)
    scores["rank_published"] = pd.array([pd.NA] * len(scores), dtype=scores["rank_published"].dtype)
    scores.loc[own, "score"] = scores.loc[scores["measure"] == total, "score"].max() + 1
    upload = Upload("a.xlsx", f"{index} {year} {first}".encode())
    publishing.publish(scores, catalog.indices[index], year, upload, AN, Terms(status=status))
    data_version.look_again()


@pytest.mark.parametrize(
    ("what", "year", "times"),
    [
        pytest.param("own", 2023, 1, id="the year it shows"),
        pytest.param("own", 2022, 1, id="the year it compares with"),
        pytest.param("own", 2019, 0, id="not for a year it does not read"),
        pytest.param("inner", 2021, 1, id="a year that a thing inside reads"),
        pytest.param("inner", 2019, 0, id="not for a year that no thing inside reads"),
        pytest.param("years", 2019, 1, id="any year where all are read"),
        pytest.param("catalogue", 2019, 0, id="not for figures where only the catalogue is read"),
        pytest.param("version", 2019, 1, id="any year where the version is read"),
    ],
)
def test_a_publish_makes_anew_what_reads(catalog: Catalog, own_store: Path, what: str, year: int, times: int):
    read(what)
    assert read(what)[1] == 0
    put(catalog, year, "63:96")
    assert read(what)[1] == times


@pytest.mark.parametrize(
    ("what", "times"),
    [
        pytest.param("own", 0, id="not for one that neither year is"),
        pytest.param("inner", 0, id="not for one that no thing inside reads"),
        pytest.param("one edition", 1, id="the one that is read"),
        pytest.param("no edition", 0, id="not where another one is looked for in vain"),
        pytest.param("editions", 1, id="any where all are read"),
        pytest.param("years", 1, id="any where the figures of all years are read"),
        pytest.param("profile", 1, id="any where the index is carried along"),
        pytest.param("catalogue", 1, id="any where the catalogue is read"),
    ],
)
def test_an_edition_that_becomes_provisional_makes_anew_what_reads(
    catalog: Catalog, own_store: Path, what: str, times: int
):
    read(what)
    put(catalog, 2019, "63:96", status="provisional")
    assert read(what)[1] == times
    assert read(what)[1] == 0


def test_a_new_year_makes_anew_what_looked_for_it_in_vain(catalog: Catalog, own_store: Path):
    assert read("no edition")[0] == "False"
    scores = score_store.read_shipped("papi", 2024)
    publishing.publish(scores, catalog.indices["papi"], 2025, Upload("b.xlsx", b"2025"), AN)
    data_version.look_again()
    assert read("no edition") == ("True", 1)


def test_a_publish_of_another_index_makes_nothing_anew(catalog: Catalog, own_store: Path):
    before = read("own")[0]
    put(catalog, 2023, "63:96", "sipas")
    assert read("own") == (before, 0)


def test_what_is_made_anew_has_the_new_figures_and_an_undo_brings_back_the_old_ones(catalog: Catalog, own_store: Path):
    before = read("own")[0]
    put(catalog, 2023, "63:91")
    assert read("own") == ("63:91", 1)
    publishing.undo("papi", 2023, AN)
    data_version.look_again()
    assert read("own") == (before, 0)


def test_a_year_that_is_read_only_since_a_figure_changed_counts_from_then_on(catalog: Catalog, own_store: Path):
    put(catalog, 2022, "63:96")
    put(catalog, 2021, "63:96")
    read("by figure")  # 2020
    put(catalog, 2022, "63:01")
    assert read("by figure")[0] == "63:96"  # 2021 from now on
    put(catalog, 2021, "63:01")
    assert read("by figure")[0] == "63:01"
    put(catalog, 2020, "63:02")
    put(catalog, 2022, "63:02")
    assert read("by figure")[0] == "63:02"


def test_the_catalogue_has_a_new_year_at_once(catalog: Catalog, own_store: Path):
    read("years")
    scores = score_store.read_shipped("papi", 2024)
    publishing.publish(scores, catalog.indices["papi"], 2025, Upload("b.xlsx", b"2025"), AN)
    data_version.look_again()
    assert read("years")[0] == "2025"
