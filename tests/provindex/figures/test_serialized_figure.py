"""A finished figure stands for the one it was made from."""

import gc

import plotly.graph_objects as go
import plotly.io
from plotly.tools import return_figure_from_figure_or_data

from provindex.figures.serialized_figure import Finished


def test_a_finished_figure_has_the_json_of_the_figure_it_was_made_from():
    figure = go.Figure(go.Bar(x=[1, 2], y=["Hà Nội", "Sơn La"])).update_layout(height=300)
    assert plotly.io.to_json(Finished(figure), validate=False) == plotly.io.to_json(figure, validate=False)


def test_what_a_page_does_to_the_dictionary_of_a_finished_figure_stays_on_that_page():
    finished = Finished(go.Figure(go.Bar(x=[1], y=[2])))
    finished.to_dict()["data"].clear()
    assert return_figure_from_figure_or_data(finished, validate_figure=True)["data"][0]["type"] == "bar"


def test_a_finished_figure_gives_the_collection_of_garbage_nothing_to_walk_through():
    finished = Finished(go.Figure(go.Bar(x=list(range(50)), y=list(range(50)))))
    assert [one for one in gc.get_referents(finished.__dict__) if gc.is_tracked(one)] == []
