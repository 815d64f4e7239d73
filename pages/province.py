"""Province: where it stands, how it moved, whom it resembles, and what it would take."""

from components import profile, profile_print, selection

view = profile.subject(selection.current())
if view.province and view.option("layout") == "print":
    profile_print.show(view)
else:
    profile.show(view)
