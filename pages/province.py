"""Province: where it stands, how it moved, whom it resembles, and what it would take."""

from components.province import page, print_page
from components.state import view_state

view = page.subject(view_state.current())
if view.province and view.option("layout") == "print":
    print_page.show(view)
else:
    page.show(view)
