"""What issues say about documents, their pages and tables, and about what opening a file takes, by code."""

from provindex.core.translate import N_
from provindex.intake.messages.model import Wording

DOCUMENT: dict[str, Wording] = {
    "document_no_table": Wording(
        "blocks",
        N_("The document holds no table with figures."),
        N_("Choose the file that holds the tables; figures in running text or in pictures are not read."),
    ),
    "document_tracked": Wording(
        "blocks",
        N_("The document has tracked changes, so it does not say yet which figures count."),
        N_("In Word: Review, Accept, Accept All Changes; save the file and choose it again."),
    ),
    "document_linked": Wording(
        "blocks",
        N_("Parts of the document are put together only when Word opens it."),
        N_("Open the document in Word, save it under a new name and choose that file."),
    ),
    "document_nested": Wording(
        "blocks",
        N_(
            "A table or text box stands inside another table or in a text box, where nobody can say what belongs to it."
        ),
        N_("Cut the inner table out, paste it between two paragraphs of the page, save the file and choose it again."),
    ),
    "document_struck": Wording(
        "blocks",
        N_("Text is struck through here, so it is not clear what counts."),
        N_("Delete what is struck through, save the file and choose it again."),
    ),
    "document_edges": Wording(
        "blocks",
        N_("It is not clear to which column a cell of this row belongs."),
        N_("Give this row as many cells as the other rows have, or copy the table into a workbook."),
    ),
    "document_numbered": Wording(
        "warns",
        N_("{n} cells show only an automatic number, which is no text; they were read as empty."),
        N_("Nothing has to be done if these are running numbers; ranks have to be typed in."),
    ),
    "reading_too_long": Wording(
        "blocks",
        N_("The file takes more time to open than any table of figures needs."),
        N_("Copy the figures into a new workbook and save that one, or save only the pages with the tables."),
    ),
    "reading_too_large": Wording(
        "blocks",
        N_("The file takes more memory to open than any table of figures needs."),
        N_("Copy the figures into a new workbook and save that one, or save only the pages with the tables."),
    ),
    "reading_broke_off": Wording(
        "blocks",
        N_("The program that opens files broke off at this one."),
        N_("Open the file in a spreadsheet program and save it anew as XLSX, or copy the figures into the template."),
    ),
    "document_too_heavy": Wording(
        "blocks",
        N_("The document takes more time or memory to read than any table of figures needs."),
        N_("Save only the pages with the tables as a new file, or choose the workbook or Word document."),
    ),
    "pdf_too_many_pages": Wording(
        "blocks",
        N_("The PDF has {pages} pages; up to {limit} are read."),
        N_("Save only the pages with the tables as a new file."),
    ),
    "pdf_scanned": Wording(
        "blocks",
        N_("The PDF is a scan: its pages are pictures without text."),
        N_("Ask the publisher for the Word document or the workbook, or type the figures into the template."),
    ),
    "pdf_pictures": Wording(
        "warns",
        N_("These pages are pictures without text and were not read: {pages}."),
        N_("Nothing has to be done if they hold no figures of the table; otherwise type those into the template."),
    ),
    "pdf_recognised": Wording(
        "blocks",
        N_("Page {page} shows a picture; the letters behind it were recognised by a machine and may be wrong."),
        N_("Ask the publisher for the Word document or the workbook, or type the figures into the template."),
    ),
    "pdf_edges": Wording(
        "blocks",
        N_("On page {page} it is not clear where a column of the table ends."),
        N_("Choose the Word document or the workbook, or copy the table into the template."),
    ),
    "pdf_unruled": Wording(
        "blocks",
        N_("Page {page} has figures in columns without ruling lines, so it is not clear which belong together."),
        N_("Choose the Word document or the workbook, or copy the table into the template."),
    ),
    "pdf_slanted": Wording(
        "blocks",
        N_("On page {page} letters of a table are slanted, mirrored or run in several directions."),
        N_("Choose the Word document or the workbook, or copy the table into the template."),
    ),
    "pdf_unconfirmed": Wording(
        "blocks",
        N_("Two readers of PDF do not agree on the figures of page {page}."),
        N_("Choose the Word document or the workbook, or copy the table into the template."),
    ),
    "letters_lost": Wording(
        "blocks",
        N_("The fonts of the PDF do not say which letters they show, so its tables cannot be read."),
        N_("Choose the Word document or the workbook, or copy the table into the template."),
    ),
    "letters_completed": Wording(
        "warns",
        N_("Letters are missing in the PDF; {n} texts were completed where only one name fits, such as {examples}."),
        N_("Compare the names of the provinces with the document."),
    ),
}
