"""Every figure of a scene has a title, a sentence, a mark and a slide, in both languages and on every index."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from provindex.publishing import presentations
from provindex.views.scenes import FIGURES


def _script(figure: str) -> None:
    import streamlit as st

    from components.scenes import registry
    from components.state import view_state
    from provindex.export.powerpoint import presentation
    from provindex.views.scenes import mark_of

    view = view_state.restore()
    slide = registry.slide(view, figure)
    st.write(slide.title)
    st.write(slide.sentence)
    st.write(type(slide.figure).__name__)
    st.write(mark_of(*registry.frames(view, figure)))
    st.write(presentation.presentation([slide], view_state.words())[:2].decode())


def _shown(figure, **params):
    app = AppTest.from_function(_script, args=(figure,), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return [one.value for one in app.markdown]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"lang": "vi", "index": "papi", "year": "2023", "province": "63:14"}, id="papi"),
        pytest.param({"lang": "en", "index": "par", "year": "2022"}, id="par"),
        pytest.param({"lang": "vi", "index": "papi", "year": "2024", "edition": "34", "base": "2021"}, id="merged"),
    ],
)
def test_a_figure_becomes_a_slide(figure, params):
    title, sentence, _, mark, head = _shown(figure, **params)
    assert params["year"] in title
    assert sentence
    assert len(mark) == 12
    assert head == "PK"


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ("map", "MapSlide"),
        ("league", "TableSlide"),
        ("ends", "BarSlide"),
        ("history", "LineSlide"),
        ("bump", "LineSlide"),
        ("parts", "BarSlide"),
        ("slope", "TableSlide"),
        ("gap", "TableSlide"),
        ("editions", "PairSlide"),
        ("heatmap", "TableSlide"),
        ("distribution", "TableSlide"),
        ("correlation", "TableSlide"),
        ("peers", "TableSlide"),
        ("targets", "TableSlide"),
        ("programme", "TableSlide"),
        ("fell", "TableSlide"),
    ],
)
def test_each_figure_has_its_own_kind_of_slide(figure, kind):
    assert _shown(figure, lang="vi", index="papi", year="2023", province="63:14")[2] == kind


def test_years_that_are_not_compared_show_the_ranking_instead():
    assert _shown("parts", lang="vi", index="papi", year="2018", base="2017", province="63:14")[2] == "TableSlide"


def test_a_reform_programme_is_told_by_its_own_sentence_and_the_fallen_by_theirs():
    told = {"lang": "vi", "index": "papi", "year": "2023", "base": "2022", "province": "63:14"}
    title, sentence, *_ = _shown("programme", **told)
    assert title == "Sơn La: Chương trình cải cách, 01/01/2024–15/03/2024 (PAPI 2023)"
    assert "kế hoạch có 41" in sentence
    title, sentence, *_ = _shown("fell", **told)
    assert title == "Sơn La: Chỉ số giảm 2022–2023"
    assert "18/37" in sentence


def test_a_province_without_a_programme_says_so_in_the_scene():
    _, sentence, *_ = _shown("programme", lang="vi", index="papi", year="2023", province="63:01")
    assert sentence == "Hà Nội chưa có số liệu chương trình cải cách ở đây."


def _marked(name: str) -> None:
    import streamlit as st

    from components.scenes import registry
    from components.stage import state
    from components.state import view_state
    from provindex.publishing.presentations import load
    from provindex.views.scenes import mark_of

    view_state.restore()
    for scene in load(name).scenes:
        view, _ = state.view_of(scene)
        st.write(mark_of(*registry.frames(view, scene.figure)))


@pytest.mark.parametrize("name", presentations.shipped_names())
def test_ready_made_scenes_carry_the_mark_of_the_shipped_figures(name):
    """Where it fails after the shipped figures changed: look at the scenes, then keep the marks on the left."""
    app = AppTest.from_function(_marked, args=(name,), default_timeout=60)
    app.run()
    assert not app.exception, app.exception
    assert [one.value for one in app.markdown] == [scene.mark for scene in presentations.load(name).scenes]


def _ramps() -> None:
    import streamlit as st

    from components.scenes import registry
    from components.state import view_state

    view = view_state.restore()
    maps = registry.slide(view, "editions").figure.maps
    st.json({"way": registry.way_of(view, "editions"), "scales": [list(one.ramp.span) for _, one in maps]})


def test_both_maps_of_a_pair_are_coloured_by_score_on_one_scale_where_only_one_has_groups():
    app = AppTest.from_function(_ramps, default_timeout=60)
    for name, value in {"lang": "vi", "index": "papi", "year": "2024", "map": "group"}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    told = json.loads(app.json[0].value)
    assert told["way"] == "level"
    assert told["scales"][0] == told["scales"][1]
    assert [round(end, 2) for end in told["scales"][0]] == [39.91, 47.82]
