"""What each kind of issue says: one sentence on what was found and one on how to mend it, by code."""

from dataclasses import dataclass
from typing import Literal

from provindex.translate import N_

Severity = Literal["blocks", "warns"]


@dataclass(frozen=True)
class Wording:
    """The texts of one code; both are messages with the issue's facts in braces.

    Attributes:
        severity: ``blocks`` if nothing may be published before it is mended, ``warns`` if a person may go on.
        found: What was found, without its place.
        fix: What to do.
    """

    severity: Severity
    found: str
    fix: str


WORDINGS: dict[str, Wording] = {
    # The file as a whole
    "file_empty": Wording(
        "blocks",
        N_("The file is empty."),
        N_("Choose the file that holds the figures."),
    ),
    "file_too_large": Wording(
        "blocks",
        N_("The file has {size} MB; up to {limit} MB are read."),
        N_("Keep only the sheets with figures, without pictures, and save the file again."),
    ),
    "format_unknown": Wording(
        "blocks",
        N_("This is not a workbook or a table that can be read."),
        N_("Save the figures as XLSX, XLS, ODS, CSV, TSV or Parquet."),
    ),
    "format_not_read": Wording(
        "blocks",
        N_("Files of the kind {found} are not read."),
        N_("Open the file in a spreadsheet program and save it as XLSX."),
    ),
    "password": Wording(
        "blocks",
        N_("The file is protected by a password."),
        N_("Remove the password in the spreadsheet program and save the file again."),
    ),
    "damaged": Wording(
        "blocks",
        N_("The file is damaged or was cut off while it was copied."),
        N_("Download or copy the file again; if it opens in a spreadsheet program, save it anew as XLSX."),
    ),
    "unpacks_too_large": Wording(
        "blocks",
        N_("The file unpacks to more than {limit} MB, far more than a table of figures needs."),
        N_("Copy the figures into a new workbook and save that one."),
    ),
    "too_many_rows": Wording(
        "blocks",
        N_("The sheet has {rows} rows; up to {limit} are read."),
        N_("Delete the rows that hold no figures of provinces."),
    ),
    "too_many_columns": Wording(
        "blocks",
        N_("The sheet has {columns} columns; up to {limit} are read."),
        N_("Delete the columns that hold no figures of provinces."),
    ),
    "too_many_cells": Wording(
        "blocks",
        N_("The file has more than {limit} cells or far too much text."),
        N_("Keep only the sheets, rows and columns with figures of provinces."),
    ),
    "encoding_unknown": Wording(
        "blocks",
        N_("The letters of the file are in an encoding that could not be recognised."),
        N_("Save the file as “CSV UTF-8” or as XLSX."),
    ),
    "column_type": Wording(
        "blocks",
        N_("The column “{value}” is of the type {found}; columns of text and of numbers are read."),
        N_("Save the column as text or as decimal numbers."),
    ),
    "tcvn3": Wording(
        "blocks",
        N_("“{value}” is written in TCVN3 (ABC), an encoding for the old .Vn fonts."),
        N_("Convert the text to Unicode, for example with Unikey's conversion tool, and save the file again."),
    ),
    "extension_differs": Wording(
        "warns",
        N_("The name ends in {extension}, but the content is {kind}; the content was read."),
        N_("Nothing has to be done; rename the file if others use it too."),
    ),
    "layout_unknown": Wording(
        "blocks",
        N_(
            "No known layout was found: neither a row of headings with a column of provinces, nor provinces in columns."
        ),
        N_("Copy the figures into the template for this index and year."),
    ),
    "unreadable": Wording(
        "blocks",
        N_("The file could not be read to its end."),
        N_("Copy the figures into the template for this index and year."),
    ),
    # Sheets, index and year
    "sheet_hidden": Wording(
        "warns",
        N_("The sheet is hidden and was not read."),
        N_("Unhide the sheet if its figures count, and choose the file again."),
    ),
    "sheet_left": Wording(
        "warns",
        N_("The sheet repeats an older year, {year}, and was not read; the year comes from its own file."),
        N_("Choose the file of that year to publish it."),
    ),
    "index_left": Wording(
        "warns",
        N_("The sheet is about {index} and was not read; one file is published for one index."),
        N_("Choose the file a second time for that index."),
    ),
    "columns_left": Wording(
        "warns",
        N_("These columns were not read, because no measure of the year is called so: {headings}."),
        N_("Nothing has to be done if they hold no figures to publish; otherwise head them as in the template."),
    ),
    "index_unknown": Wording(
        "blocks",
        N_("The file does not say which index its figures belong to."),
        N_("Name the index in the title above the table, or use the template."),
    ),
    "year_unknown": Wording(
        "blocks",
        N_("The file does not say which year its figures are of."),
        N_("Put the year into the file name, as in “PAPI-2025.xlsx”, or choose it."),
    ),
    "year_conflict": Wording(
        "warns",
        N_("The file is called {year} and the sheet {other}; it was read as {year}."),
        N_("Check that the figures are those of {year}."),
    ),
    "year_far": Wording(
        "warns",
        N_("The year {year} is not next to any published year; the newest is {latest}."),
        N_("Check the year in the file name and in the name of the sheet."),
    ),
    "already_published": Wording(
        "warns",
        N_("Exactly this file was published before: {what}."),
        N_("Nothing has to be published again."),
    ),
    "other_year": Wording(
        "blocks",
        N_("{share} of the figures are exactly those published for {other}, but the file is read as {year}."),
        N_("Check the year, and choose the file that belongs to it."),
    ),
    # Provinces
    "province_unknown": Wording(
        "blocks",
        N_("“{value}” is no province of the {edition} of that year."),
        N_("Write the name as in the template, or choose the province here."),
    ),
    "province_ambiguous": Wording(
        "blocks",
        N_("“{value}” may mean {options}."),
        N_("Write the full name of the province."),
    ),
    "province_several": Wording(
        "blocks",
        N_("“{value}” names more than one province: {options}."),
        N_("Give each province its own row or column."),
    ),
    "province_twice": Wording(
        "blocks",
        N_("{province} stands here a second time; the first is at {first}."),
        N_("Keep the row or column that counts and delete the other."),
    ),
    "province_nameless": Wording(
        "blocks",
        N_("There are figures here without the name of a province."),
        N_("Write the name of the province, or delete the figures."),
    ),
    "province_conflict": Wording(
        "blocks",
        N_("The code says {coded}, the name says {province}."),
        N_("Correct the code or the name."),
    ),
    "wrong_edition": Wording(
        "blocks",
        N_("The provinces are the {found} of another edition; {year} has {edition}."),
        N_("Choose the file for the {edition} provinces, or correct the year."),
    ),
    "provinces_missing": Wording(
        "blocks",
        N_("There is no row or column for {provinces}."),
        N_("Add it; leave the figures blank if none were published."),
    ),
    "names_unlike": Wording(
        "blocks",
        N_("Hardly any name here is a province; the first is “{value}”."),
        N_("Check that the column or row of names holds provinces."),
    ),
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
        N_("Check that no sheet or column is missing; what is not in the file is not published."),
    ),
    "dimensions_missing": Wording(
        "blocks",
        N_("The file has no figures for {measures}, a main part of the index."),
        N_("Add the missing sheet or columns."),
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
        N_("Give percent, or write the most points the field may have above the column."),
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
        N_("Blank figures that the register of missing figures does not explain: {n} in all, of {provinces}."),
        N_("Check that they were not published; if so, nothing has to be done."),
    ),
    "sum_differs": Wording(
        "blocks",
        N_("{measure} of {province} is {value}, but its parts add up to {sum}."),
        N_("Correct the total or the part that is wrong."),
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
    "jump": Wording(
        "warns",
        N_("{measure} of {province} changes by {value} on {before}, while the usual change is {usual}."),
        N_("Check the figure against the publication."),
    ),
    "more": Wording(
        "warns",
        N_("Further issues of the kind “{kind}” that are not listed: {n}."),
        N_("Mend the listed ones and choose the file again."),
    ),
}
