"""What issues say about measures and figures, by code."""

from provindex.core.translate import N_
from provindex.intake.messages.model import Wording

FIGURES: dict[str, Wording] = {
    # Measures
    "measure_unknown": Wording(
        "blocks",
        N_("“{value}” is no measure of {index}."),
        N_("Write the heading as in the template."),
    ),
    "measure_not_of_year": Wording(
        "blocks",
        N_("“{value}” is a measure of {index}, but not of {year}."),
        N_("Check the year, or delete these figures."),
    ),
    "measure_conflict": Wording(
        "blocks",
        N_("The number of “{value}” means {numbered}, its name means {named}."),
        N_("Correct the number or the name."),
    ),
    "measure_twice": Wording(
        "blocks",
        N_("{measure} stands here a second time; the first is at {first}."),
        N_("Keep the figures that count and delete the others."),
    ),
    "figure_twice": Wording(
        "blocks",
        N_("{measure} of {province} stands here a second time; the first is at {first}."),
        N_("Keep the row that counts and delete the other."),
    ),
    "measures_missing": Wording(
        "warns",
        N_("The file has no figures for {measures}."),
        N_(
            "Check that no sheet or column is missing; what is not in the file is not published. To change some "
            "figures of a published year, say that the file corrects only what is in it."
        ),
    ),
    "dimensions_missing": Wording(
        "blocks",
        N_("The file has no figures for {measures}, a main part of the index."),
        N_(
            "Add the missing sheet or columns. To change some figures of a published year, say that the file corrects "
            "only what is in it, or download the year, change it there and upload the whole table."
        ),
    ),
    # Figures
    "no_figures": Wording(
        "blocks",
        N_("No figure of a province was found for {year}."),
        N_("Check that the figures stand below the headings, and that the names are those of provinces."),
    ),
    "not_number": Wording(
        "blocks",
        N_("“{value}” is not a number."),
        N_("Leave only the number in the cell, or leave the cell blank if there is no figure."),
    ),
    "date_cell": Wording(
        "blocks",
        N_("The cell holds the date {value} instead of a number; spreadsheet programs make dates of “1-2” and “9.10”."),
        N_("Format the cell as text or number, and write the figure once more."),
    ),
    "figure_unshown": Wording(
        "blocks",
        N_("The cell holds {value}, but its format hides the figure or shows another."),
        N_("Give the cell a plain number format, and check the figure that it shows then."),
    ),
    "error_cell": Wording(
        "blocks",
        N_("The cell shows the error {value} instead of a number."),
        N_("Put in the number, or leave the cell blank if there is no figure."),
    ),
    "formula_cell": Wording(
        "blocks",
        N_("The cell holds a formula without a stored result; formulas are not computed here."),
        N_("Copy the cells and paste them as values."),
    ),
    "formula_results": Wording(
        "warns",
        N_("Figures that are stored results of formulas, taken over as stored: {n}."),
        N_("Check that the workbook was computed and saved before it was sent; pasting values makes sure."),
    ),
    "merged_cells": Wording(
        "blocks",
        N_("The cells {range} are merged, so that one figure stands for several."),
        N_("Unmerge them and give each its own figure."),
    ),
    "decimal_marks": Wording(
        "blocks",
        N_("The file writes decimals with a comma and with a point; here stands “{value}”, elsewhere “{other}”."),
        N_("Use one decimal mark throughout the file."),
    ),
    "outside_scale": Wording(
        "blocks",
        N_("{measure}: {value} lies outside the scale from {low} to {high}."),
        N_("Correct the figure, or leave the cell blank if there is none."),
    ),
    "other_unit": Wording(
        "blocks",
        N_("{measure}: nearly all figures lie outside the scale from {low} to {high}; they look like another unit."),
        N_("Convert the figures to this scale."),
    ),
    "points_or_percent": Wording(
        "blocks",
        N_("{measure}: the highest figure is {value}, so these look like points or shares of 1 instead of percent."),
        N_(
            "Give percent from 0 to 100; a cell formatted as a percentage holds a share of 1. "
            "For points, write the most points of the field above its column."
        ),
    ),
    "maximum_differs": Wording(
        "blocks",
        N_("{measure}: the file states {value} points at most, {year} has {high}."),
        N_("Check the year and the stated maximum."),
    ),
    "zeros": Wording(
        "blocks",
        N_("Zeros that look like “no figure”: {n} in all, of {provinces}."),
        N_("Say whether these zeros mean that no figure was published."),
    ),
    "figures_missing": Wording(
        "warns",
        N_("Blank or left out, and not explained by the register of missing figures: {n} figures, of {provinces}."),
        N_("Check that they were not published; if so, nothing has to be done."),
    ),
    "title_of_part": Wording(
        "blocks",
        N_("The title names {measure}, the heading only “{value}”: these may be no figures of {index} as a whole."),
        N_("Head the column by the name of what its figures are of, as in the template."),
    ),
    "no_result": Wording(
        "blocks",
        N_(
            "“{value}” says that these may be no published results of {index}: points that somebody gave themselves, "
            "one source of the points, targets, a draft, or figures of a part of the year or of other places."
        ),
        N_("If they are the published results, take these words out of the title, the sheet's or the file's name."),
    ),
    "component": Wording(
        "blocks",
        N_(
            "“{value}” stands among columns of other names ({others}): it may be one component and not the score of "
            "{index} as a whole."
        ),
        N_("Head the column by the name of what its figures are of, as in the template."),
    ),
    "decimals_apart": Wording(
        "blocks",
        N_(
            "No score has decimals, and column {column} beside them holds whole numbers without a heading: "
            "{value}, {beside}."
        ),
        N_("If decimal commas parted the cells when a CSV was opened, choose the CSV itself; else head that column."),
    ),
    "ranks_as_scores": Wording(
        "blocks",
        N_("The scores of {measure} are whole numbers from 1 to {value}, as ranks are."),
        N_("Head the column as a rank, or type in the scores."),
    ),
    "rows_of_year": Wording(
        "blocks",
        N_("A row says “{value}”, but the table is read as {year}: the rows below it may be of {other}."),
        N_("Give each year a table with headings of its own, or a file of its own."),
    ),
    "rows_of_index": Wording(
        "blocks",
        N_("“{value}” names another index than {index}: the figures below it may be none of {index}."),
        N_("Give each index a table with headings of its own, or a file of its own."),
    ),
    "figures_hidden": Wording(
        "warns",
        N_("Figures in hidden rows or columns were read too: {n}, in {lines}."),
        N_("Unhide them to check that they belong to the table; delete them if they do not."),
    ),
    "words_missing": Wording(
        "warns",
        N_("These words stand in place of figures, which count as missing: {words} ({n} cells)."),
        N_("Nothing has to be done if they say that no figure was published; otherwise type in the figures."),
    ),
    "figures_marked": Wording(
        "warns",
        N_("Marks behind figures are taken for those of footnotes, and the figures are read: {words} ({n} cells)."),
        N_("Nothing has to be done if they are; ranks in brackets take a heading that says so, such as “Điểm (hạng)”."),
    ),
    "figures_raised": Wording(
        "warns",
        N_("Raised marks behind figures are taken for those of footnotes and left out: {marks} ({n} cells: {cells})."),
        N_("Nothing has to be done if they are; type a digit that belongs to its figure as large as the others."),
    ),
    "sum_differs": Wording(
        "blocks",
        N_("{measure} of {province} is {value}, but its parts add up to {sum}."),
        N_("Correct the total, or the part that differs from the publication."),
    ),
    "total_derived": Wording(
        "warns",
        N_("This layout prints no total; {measure} is the sum of its dimensions."),
        N_("Nothing has to be done; a printed total is taken over where there is one."),
    ),
    "rank_unlikely": Wording(
        "blocks",
        N_("“{value}” cannot be a rank among {n} provinces."),
        N_("Give a whole number from 1 to {n}, or leave the cell blank."),
    ),
    "rank_contradicts": Wording(
        "blocks",
        N_("{province} has rank {value} with {score}, below {other} with rank {above} and a lower score of {lower}."),
        N_("Correct the rank or the score."),
    ),
    "interval_outside": Wording(
        "blocks",
        N_("{province}: the score {value} does not lie between the ends of its interval, {low} and {high}."),
        N_("Correct the score or the interval."),
    ),
    "error_negative": Wording(
        "blocks",
        N_("“{value}” cannot be a standard error."),
        N_("Give a number that is not negative, or leave the cell blank."),
    ),
    "group_unknown": Wording(
        "blocks",
        N_("“{value}” is no group of {index}."),
        N_("Use one of {options}, or leave the cell blank."),
    ),
    # Implausible figures
    "unit_slip": Wording(
        "warns",
        N_("{measure} of {province} is {value}; the others lie between {low} and {high}, where {fitting} would fit."),
        N_("Check the decimal mark and the unit of this cell, such as a share of 1 instead of per cent."),
    ),
    "unit_slips": Wording(
        "warns",
        N_("{measure}: {n} figures, such as {value}, would fit the others in another unit: {provinces}."),
        N_("Give all figures of the measure in one unit, such as per cent instead of shares of 1."),
    ),
    "outlier": Wording(
        "warns",
        N_("{measure} of {province} is {value}, far from the others, which lie between {low} and {high}."),
        N_("Check the figure against the publication; if it stands there, nothing has to be done."),
    ),
    "outliers": Wording(
        "warns",
        N_("{measure}: {n} figures lie far from the others, the first is {value}: {provinces}."),
        N_("Check the column against the publication; if it stands there so, nothing has to be done."),
    ),
    "jump": Wording(
        "warns",
        N_("{measure} of {province} is {value}: {change} on {before}, while the usual change is {usual}."),
        N_("Check the figure against the publication; if it stands there, nothing has to be done."),
    ),
    "jumps": Wording(
        "warns",
        N_("{measure}: {n} figures change in an unusual way, the first to {value}: {provinces}."),
        N_("Check the column against the publication; if it stands there so, nothing has to be done."),
    ),
    "points_differ": Wording(
        "warns",
        N_("{measure} of {province} is {value}, but the points of its parts add up to {sum}."),
        N_("Correct the total, or the part that differs from the publication."),
    ),
    "maxima_differ": Wording(
        "blocks",
        N_("{measure}: the stated most points of its parts add up to {value} instead of {whole}."),
        N_("Correct the row of the most points; every figure in points is turned into per cent by it."),
    ),
    "rows_swapped": Wording(
        "warns",
        N_("The figures of {province} fit those of {other} in {before}, and the other way round."),
        N_("Check whether the two were exchanged; the other stands at {other_place}."),
    ),
    "rows_shifted": Wording(
        "warns",
        N_("The figures of {n} provinces fit those of their neighbours in {before}: {provinces}."),
        N_("Check whether the figures were moved against the names by one row or column."),
    ),
    "sorted_alone": Wording(
        "warns",
        N_("{measure}: the figures are in the order of their size, although the provinces are in that of their names."),
        N_("Check whether the column was sorted without the names beside it."),
    ),
    "more": Wording(
        "warns",
        N_("Further issues of the kind “{kind}” that are not listed: {n}."),
        N_("Mend the listed ones and choose the file again."),
    ),
}
