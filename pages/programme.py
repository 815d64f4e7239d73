"""Reform programme: plans and rates beside the indices they feed, units inside a province, and what fell."""

from components import programme, programme_compare, programme_fell, programme_units, programme_view, selection

view = selection.current()
if view.province and view.option("layout") == "print":
    programme_fell.on_paper(view)
else:
    parts = {
        "progress": programme.show,
        "units": programme_units.show,
        "compare": programme_compare.show,
        "fell": programme_fell.show,
    }
    part = programme.bar()
    programme_view.banner(selection.current())
    parts[part](selection.current())
