"""What issues say about the file as a whole, its sheets and its provinces, by code."""

from provindex.core.translate import N_
from provindex.intake.messages.model import Wording

FILE: dict[str, Wording] = {
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
        N_("This is not a workbook, a document or a table that can be read."),
        N_("Save the figures as XLSX, XLS, ODS, DOCX, PDF, CSV, TSV or Parquet."),
    ),
    "format_not_read": Wording(
        "blocks",
        N_("Files of the kind {found} are not read."),
        N_("Open the file in a spreadsheet program and save it as XLSX."),
    ),
    "format_text_document": Wording(
        "blocks",
        N_("Documents of the kind {found} are not read."),
        N_("Open the document in Word or LibreOffice and save it as DOCX."),
    ),
    "format_picture": Wording(
        "blocks",
        N_("The file is a picture ({found}); figures in a picture are not read."),
        N_("Ask the publisher for the workbook or the Word document, or type the figures into the template."),
    ),
    "format_packed": Wording(
        "blocks",
        N_("The file is a {kind} archive with these files: {files}."),
        N_("Unpack it and choose the files inside one after the other."),
    ),
    "format_archive": Wording(
        "blocks",
        N_("The file is a {kind} archive."),
        N_("Unpack it and choose the files inside one after the other."),
    ),
    "password": Wording(
        "blocks",
        N_("The file is protected by a password."),
        N_("Open it with its password, remove the password and save the file again."),
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
    "cell_outside": Wording(
        "blocks",
        N_("The file says “{value}” of a cell or row, which lies outside of any sheet."),
        N_("Open the file in a spreadsheet program and save it anew as XLSX, or copy the figures into the template."),
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
    "old_font_converted": Wording(
        "warns",
        N_("The texts are written in {encoding}, an encoding for fonts of before Unicode; converted cells: {n}."),
        N_("Check that names and headings read as in the publication."),
    ),
    "old_font": Wording(
        "blocks",
        N_("“{value}” is written in {encoding}, an encoding for fonts of before Unicode."),
        N_("Convert the text to Unicode, for example with Unikey's conversion tool, and save the file again."),
    ),
    "extension_differs": Wording(
        "warns",
        N_("The name ends in {extension}, but the content is {kind}; the content was read."),
        N_("Nothing has to be done; rename the file if others use it too."),
    ),
    "line_longer": Wording(
        "blocks",
        N_("The line has {n} cells under {headings} headings, as where decimal commas part its cells: “{value}”."),
        N_("Save the file as XLSX, or as CSV with semicolons between the cells or quotes around the figures."),
    ),
    "line_shorter": Wording(
        "blocks",
        N_("The line has {n} cells under {headings} headings, and its figures may belong under others: “{value}”."),
        N_("Give every line as many cells as there are headings, blank ones too, or save the file as XLSX."),
    ),
    "heading_parted": Wording(
        "blocks",
        N_("A comma parts a heading in two, so that figures may stand under the wrong one: “{value}”."),
        N_("Put quotes around the headings, or save the file as XLSX."),
    ),
    "decimals_joined": Wording(
        "warns",
        N_("Decimal commas part the cells of this file; joined in the only way possible, as “{example}”: {n} lines."),
        N_("Check the figures; semicolons between the cells leave no doubt."),
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
        N_("These figures are of another year, {year}, and were not read; each year comes from its own file."),
        N_("Choose the file of that year to publish it."),
    ),
    "table_left": Wording(
        "warns",
        N_("The table that begins here is of another year, {year}, and was not read."),
        N_("Save that table as a file of its own and choose it to publish that year."),
    ),
    "sheet_again": Wording(
        "warns",
        N_("{year} stands here once more and was not read; the figures come from “{first}”."),
        N_("Nothing has to be done if both hold the same figures; otherwise correct the year, or delete one of them."),
    ),
    "sheet_undated": Wording(
        "warns",
        N_("No year is said here, so that this was not read; the figures come from “{first}”."),
        N_("Put the year into the name of the sheet or the line above the table if its figures count."),
    ),
    "sheets_unread": Wording(
        "warns",
        N_("These hold numbers and were not read, because no table of the index was found there: {sheets}."),
        N_("Nothing has to be done if none of them holds figures to publish; otherwise head them as in the template."),
    ),
    "table_unread": Wording(
        "warns",
        N_("Rows with numbers that begin here stand above the provinces and were not read."),
        N_("Nothing has to be done if they are about no provinces; otherwise head them as in the template."),
    ),
    "index_unsaid": Wording(
        "warns",
        N_("The table does not say which index it is about and was not read."),
        N_("Name the index in the line above the table if its figures count."),
    ),
    "index_left": Wording(
        "warns",
        N_("Figures of {index} stand here too and were not read; one file is published for one index at a time."),
        N_("Choose the file a second time for that index."),
    ),
    "measures_left": Wording(
        "warns",
        N_("These rows were not read, because no measure of the year is called so: {headings}."),
        N_("Nothing has to be done if they hold no figures to publish; otherwise name them as in the template."),
    ),
    "no_measure": Wording(
        "blocks",
        N_("A table of provinces was found, but none of its headings names a published figure of {index}."),
        N_("Head the columns as in the template for this index and year."),
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
    "year_disputed": Wording(
        "blocks",
        N_("One place says that the figures are of {year}, another says {other}."),
        N_("Choose the year, or correct the file name, the title or the headings."),
    ),
    "index_several": Wording(
        "blocks",
        N_("The figures may be of {indices}; one file is read for one index at a time."),
        N_("Choose the index; the columns of the other are left."),
    ),
    "provinces_unclear": Wording(
        "blocks",
        N_("Columns of provinces stand side by side, and which of them the figures belong to is not plain."),
        N_("Keep one column of provinces beside the figures, or leave a heading over each table."),
    ),
    "provinces_chosen": Wording(
        "warns",
        N_("The figures are read as those of the provinces under “{chosen}”; those under “{passed}” repeat."),
        N_("Check that they belong to these; otherwise delete the column of the others."),
    ),
    "kinds_left": Wording(
        "warns",
        N_("Of the rows that “{column}” tells apart those of {whole} were read, and those of {left} not."),
        N_("Nothing has to be done if these are the published figures; otherwise leave only the rows that count."),
    ),
    "kinds_unclear": Wording(
        "blocks",
        N_("“{column}” divides the rows into {kinds}; which of them hold the published figures is not said."),
        N_("Keep only the rows of the published figures, and delete this column."),
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
    "history_unread": Wording(
        "warns",
        N_("What was published before could not be read, so the figures were not held against it."),
        N_("Choose the file again when the store can be reached."),
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
    "towns": Wording(
        "blocks",
        N_("{n} names call a province a town or district, such as {examples}: these may be no figures of provinces."),
        N_("Write the names of the provinces alone, as in the template, if the figures are theirs."),
    ),
    "province_twice": Wording(
        "blocks",
        N_("{province} stands here a second time; the first is at {first}."),
        N_("Keep the row or column that counts and delete the other."),
    ),
    "province_words": Wording(
        "blocks",
        N_("These are no names of provinces, for each has more words, as in “{pattern}”: {n}, such as {examples}."),
        N_("Write the names alone, as in the template, if the figures are those of the provinces."),
    ),
    "rows_left": Wording(
        "warns",
        N_("What stands beside these names was not read, because they are no provinces: {rows}."),
        N_("Nothing has to be done if none of them is one; otherwise write its name as in the template."),
    ),
    "province_nameless": Wording(
        "blocks",
        N_("There are figures here without the name of a province."),
        N_("Write the name of the province, or delete the figures."),
    ),
    "columns_divided": Wording(
        "blocks",
        N_("Each province has several columns of figures here, where provinces stand side by side."),
        N_("Give each year, and scores and ranks, a table of its own, or each province a row as in the template."),
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
    "edition_left": Wording(
        "warns",
        N_("The figures of {year} stand beside the {found} provinces after the merger and were not read."),
        N_(
            "{year} was published for {edition} provinces; figures of merged provinces for that year are worked out "
            "here from those of their members."
        ),
    ),
    "provinces_missing": Wording(
        "blocks",
        N_("There is no row or column for {provinces}."),
        N_(
            "Add it, or correct the name that stands for it; leave the figures blank if none were published. Of a year "
            "without published figures, say that the file is a part of the list (--part on the command line). To "
            "change some figures of a published year, say that the file corrects only what is in it, or download the "
            "year, change it there and upload the whole table."
        ),
    ),
    "nothing_to_correct": Wording(
        "blocks",
        N_("There are no published figures of {year} on these provinces that a file could correct."),
        N_("Publish the whole table of the year first."),
    ),
    "blanks_kept": Wording(
        "warns",
        N_("Blank here, and published: {n} figures, of {provinces}. The published ones stay."),
        N_("If they are to be taken away, say that blank cells remove figures."),
    ),
    "blanks_removed": Wording(
        "warns",
        N_("Blank here, and taken away as was said: {n} published figures, of {provinces}."),
        N_("Check that they are to be missing; else say that blank cells change nothing."),
    ),
    "names_unlike": Wording(
        "blocks",
        N_("Hardly any name here is a province; the first is “{value}”."),
        N_("Check that the column or row of names holds provinces."),
    ),
}
