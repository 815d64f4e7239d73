"""Reform programme: plans and rates beside the indices they feed, units inside a province, and what fell."""

from components.programme import comparison, declines, page, subject, units
from components.state import view_state

view = view_state.current()
if view.province and view.option("layout") == "print":
    declines.on_paper(view)
else:
    parts = {
        "progress": page.show,
        "units": units.show,
        "compare": comparison.show,
        "fell": declines.show,
    }
    part = page.bar()
    subject.banner(view_state.current())
    parts[part](view_state.current())
