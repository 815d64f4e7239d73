"""What the issues of a programme file say, by code."""

from provindex.core.translate import N_
from provindex.intake.messages.model import Wording

PROGRAMME: dict[str, Wording] = {
    "programme_no_table": Wording(
        "blocks",
        N_("No table of programme figures was found."),
        N_("Copy the figures into one of the templates of the page Reform programme."),
    ),
    "programme_sheet_left": Wording(
        "warns",
        N_("The sheet has none of the headings of a programme file and was not read."),
        N_("Nothing has to be done if it holds no figures; otherwise head its columns as in the template."),
    ),
    "programme_province": Wording(
        "blocks",
        N_("The file does not say which province its figures are of."),
        N_("Write “Province” and its name into two cells beside each other, or choose the province."),
    ),
    "programme_other_province": Wording(
        "blocks",
        N_("The file is of {found}, and {chosen} was chosen."),
        N_("Choose the province of the file, or the file of the province."),
    ),
    "programme_province_then": Wording(
        "blocks",
        N_("{province} is meant as one of the {edition}, and those were not there during all of {period}."),
        N_("Choose the province of that time, or correct the period."),
    ),
    "programme_indicator": Wording(
        "blocks",
        N_("“{value}” is no indicator of the catalogue."),
        N_("Write the indicator's key or name as in the template."),
    ),
    "programme_level": Wording(
        "blocks",
        N_("“{value}” is no level."),
        N_("Write one of {options}."),
    ),
    "programme_unit": Wording(
        "blocks",
        N_("“{value}” is no unit of {province} in the registry."),
        N_("Write its name as in the registry, or add it to the sheet “Registry of units” of the same file."),
    ),
    "programme_unit_level": Wording(
        "blocks",
        N_("{unit} stands here as {found}; the registry has it as {level}."),
        N_("Correct the level, or the name of the unit."),
    ),
    "programme_unit_twice": Wording(
        "blocks",
        N_("{unit} stands in the registry of the file more than once."),
        N_("Keep one row of it."),
    ),
    "programme_period": Wording(
        "blocks",
        N_("The period is not clear: from “{start}” to “{end}”."),
        N_("Write two days, such as 01/01/2024 and 31/03/2024."),
    ),
    "programme_period_reversed": Wording(
        "blocks",
        N_("The period ends on {end}, before it starts on {start}."),
        N_("Correct one of the two days."),
    ),
    "programme_overlap": Wording(
        "blocks",
        N_("{indicator} of {unit}: {period} overlaps {other}, and the two start on different days."),
        N_("Correct the days, so that each period starts after the one before or on the same day."),
    ),
    "programme_grows": Wording(
        "warns",
        N_("{indicator} of {unit}: {period} holds {other}, which starts on the same day."),
        N_("Nothing has to be done if the figure counts from the same first day; it is read as the later state."),
    ),
    "programme_replaces": Wording(
        "warns",
        N_("{indicator} of {unit}, {period}: {before} stands there now and would become {after}."),
        N_("Check that the new figure is meant to take the place of the old one."),
    ),
    "programme_twice": Wording(
        "blocks",
        N_("{indicator} of {unit}, {period}, stands here a second time; the first is at {first}."),
        N_("Keep the figure that counts and delete the other."),
    ),
    "programme_unit_then": Wording(
        "blocks",
        N_("{unit} did not exist during all of {period}: {existed}."),
        N_("Correct the period, or the days in the registry of units."),
    ),
    "programme_district_ended": Wording(
        "blocks",
        N_("{unit}: districts ended on {last}, and the period ends on {end}."),
        N_("End the period by that day, or report the communes."),
    ),
    "programme_done": Wording(
        "blocks",
        N_("{indicator}: {done} are done of {assigned} assigned."),
        N_("Correct one of the two numbers."),
    ),
    "programme_tasks": Wording(
        "blocks",
        N_("{plan}: {parts} are done, under way or overdue together, and {assigned} were assigned."),
        N_("Count each task once, and correct the numbers."),
    ),
    "programme_part": Wording(
        "warns",
        N_("{indicator}: the numerator {numerator} is greater than the denominator {denominator}."),
        N_("Check whether the two were exchanged."),
    ),
    "programme_percent": Wording(
        "blocks",
        N_("{indicator}: {stated}% is stated, but {numerator} of {denominator} is {computed}%."),
        N_("Correct the percentage, or the numbers that it was computed from."),
    ),
    "programme_cut": Wording(
        "warns",
        N_("{indicator}: {stated}% is {numerator} of {denominator} cut off; rounded it would be {computed}%."),
        N_("Nothing has to be done: the figure is shown as it was printed, with the computed one beside it."),
    ),
    "programme_negative": Wording(
        "blocks",
        N_("{indicator}: {stated} is below zero."),
        N_("Correct the figure, or leave the cell blank if there is none."),
    ),
    "programme_count": Wording(
        "blocks",
        N_("{indicator} is counted, and {stated} is no whole number."),
        N_("Give a whole number."),
    ),
    "programme_above": Wording(
        "warns",
        N_("{indicator}: {stated}% is above 100%."),
        N_("Nothing has to be done if more than all is possible here, as against a target."),
    ),
    "programme_qualifier": Wording(
        "blocks",
        N_("“{value}” is none of the words that are kept before a figure."),
        N_("Write one of {options}, or leave the cell blank."),
    ),
    "programme_year": Wording(
        "blocks",
        N_("“{value}” is no year."),
        N_("Write a year such as 2024."),
    ),
    "programme_most": Wording(
        "blocks",
        N_("{unit}, {criterion}: {stated} points are above the most points, {most}."),
        N_("Correct the points, or the row of the most points."),
    ),
    "programme_total": Wording(
        "blocks",
        N_("{unit}: the total is {stated}, but its parts add up to {sum}."),
        N_("Correct the total or the part that is wrong."),
    ),
}
