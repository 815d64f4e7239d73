"""The files on the desk: several in one go, which one is at hand, and which counts where two hold the same year."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import streamlit as st

from components.desk.questions import answers, definition, file_state, kept
from components.state import upload_cache, view_state
from components.widgets import notices, pickers
from provindex import geography
from provindex.catalog import Index
from provindex.core import formats, inert
from provindex.core.errors import CatalogError
from provindex.core.translate import Translator
from provindex.intake.formats import limits
from provindex.publishing import change_notes, publish_programme
from provindex.publishing.publish import Upload
from provindex.store import ledger
from provindex.worker import opening
from server import upload_limits

MOST = 10
"""Files that are looked at in one go; what is dropped besides waits until others are taken away."""


@dataclass(frozen=True)
class File:
    """One file on the desk.

    Attributes:
        id: Under which Streamlit keeps it.
        upload: Name and bytes.
        sha256: Hash of the bytes.
        batch: Which drop brought it, counted from one.
    """

    id: str
    upload: Upload
    sha256: str
    batch: int


@dataclass(frozen=True)
class Rivals:
    """Files that hold the same year of an index, of which one counts.

    Attributes:
        index: The index.
        year: The year.
        files: The files, in the order in which they were dropped.
    """

    index: Index
    year: int
    files: tuple[File, ...]

    @property
    def part(self) -> tuple[str | int, ...]:
        """What is asked: a file that comes later asks anew."""
        return self.index.key, self.year, *(one.id for one in self.files)


def chosen(basis: int) -> Upload | None:
    """Draws the box for files; where there are several also their list, and what two of them contradict each other in.

    Args:
        basis: Version of the store that the files are compared with.

    Returns:
        The file at hand; None before one was dropped.
    """
    t = view_state.words()
    files = _dropped(t)
    _definition(t)
    if not files:
        return None
    kept()["rivals"] = []
    if len(files) > 1:
        with st.container(key="desk-files"):
            files = _several(files, basis, t)
    return next(one.upload for one in files if one.id == kept()["file"])


def left_out(index: Index, year: int) -> str | None:
    """Why the file at hand is not published for a year where another holds the same one; None where it counts."""
    t, at_hand = view_state.words(), kept().get("file")
    for rivals in kept().get("rivals", []):
        if (rivals.index.key, rivals.year) != (index.key, year) or at_hand not in {one.id for one in rivals.files}:
            continue
        counts = _counting(rivals)
        words = {"index": index.short.get(t.lang), "year": year}
        if counts is None:
            return t("Say above which file counts for {index} {year}.", **words)
        if counts.id != at_hand:
            return t("For {index} {year} another file counts, as you said above.", **words)
    return None


def _dropped(t: Translator) -> list[File]:
    """The files in the box, at most `MOST`; what was said of files that are gone is forgotten."""
    upload_limits.trust()
    opening.warm()
    label = t(
        "The publishers' workbooks or documents, reform programmes, or tables "
        "(XLSX, XLS, ODS, DOCX, PDF, CSV, TSV, Parquet)"
    )
    dropped = st.file_uploader(label, accept_multiple_files=True, key="desk-file")
    if not dropped:
        st.caption(inert.markdown(_how_many(t)))
    if len(dropped) > MOST:
        st.warning(
            inert.markdown(
                t.plural(
                    "Only the first {most} files are looked at; {n} more waits.",
                    "Only the first {most} files are looked at; {n} more wait.",
                    len(dropped) - MOST,
                    most=MOST,
                )
            )
        )
    dropped = dropped[:MOST]
    states = kept().setdefault("files", {})
    for gone in set(states) - {one.file_id for one in dropped}:
        del states[gone]
    new = [one for one in dropped if "number" not in states.get(one.file_id, {})]
    batch = kept()["batch"] = kept().get("batch", 0) + bool(new)
    for one in new:
        kept()["number"] = kept().get("number", 0) + 1
        sha256 = hashlib.sha256(one.getvalue()).hexdigest()
        states[one.file_id] = {"number": kept()["number"], "batch": batch, "sha256": sha256}
    if new:
        kept()["file"] = new[0].file_id
    elif kept().get("file") not in states:
        kept()["file"] = dropped[0].file_id if dropped else None
    found = ((one, states[one.file_id]) for one in dropped)
    return [
        File(one.file_id, Upload(one.name, one.getvalue()), state["sha256"], state["batch"]) for one, state in found
    ]


def _several(files: list[File], basis: int, t: Translator) -> list[File]:
    """The list of the files, what two of them contradict each other in, and the question which one counts.

    Returns:
        The files without those that another one stands for.
    """
    files = _without_copies(files, t)
    with st.spinner(t("Reading and checking…")):
        outlines = {one.id: _outline(one, basis) for one in files}
    files = _without_older(files, outlines, t)
    if kept()["file"] not in {one.id for one in files}:
        kept()["file"] = files[-1].id
    if len(files) == 1:
        return files
    kept()["rivals"] = rivals = _rivals(files, outlines)
    names = _names(files)
    lines = {one.id: " · ".join(filter(None, (names[one.id], *_state(one, outlines[one.id], t)))) for one in files}
    st.markdown(inert.markdown(t("{n} files: each is looked at, confirmed and published by itself.", n=len(files))))
    label = t("File at hand")
    pickers.chooser(label, "desk-at-hand", lines, kept()["file"], lambda one: kept().update(file=one), radio=True)
    for one in rivals:
        _ask(one, outlines, names, t)
    return files


def _outline(file: File, basis: int) -> upload_cache.Outline:
    """What a file holds; that at hand is read with its cells, which the page needs next."""
    province, at_hand = file_state(file.id).get("province"), file.id == kept()["file"]
    return upload_cache.outline(
        file.upload, file.sha256, answers(file.id), basis, definition(), province, whole=at_hand
    )


def _without_copies(files: list[File], t: Translator) -> list[File]:
    """The files without those that hold the same bytes as one before."""
    first: dict[str, File] = {}
    for one in files:
        other = first.setdefault(one.sha256, one)
        if other is not one:
            names = {"file": notices.quoted(one.upload.name), "first": notices.quoted(other.upload.name)}
            said = t("{file} holds the same as {first}, byte for byte, and is left out.", **names)
            st.caption(inert.markdown(said))
            if kept()["file"] == one.id:
                kept()["file"] = other.id
    return list(first.values())


def _without_older(files: list[File], outlines: dict[str, upload_cache.Outline], t: Translator) -> list[File]:
    """The files without those that were mended and chosen again: the same name, dropped later, of the same years."""
    older = [
        one
        for one in files
        for other in files
        if one.upload.name == other.upload.name
        and one.batch < other.batch
        and (not outlines[one.id].parts or outlines[one.id].parts & outlines[other.id].parts)
    ]
    for name in dict.fromkeys(one.upload.name for one in older):
        st.caption(
            inert.markdown(t("{file} was chosen again: the newer one stands in its place.", file=notices.quoted(name)))
        )
    return [one for one in files if one not in older]


def _rivals(files: list[File], outlines: dict[str, upload_cache.Outline]) -> list[Rivals]:
    """The years of which two files contradict each other, ascending by index and year."""
    found: list[Rivals] = []
    parts = {part for one in files for part in outlines[one.id].years}
    for key, year in sorted(parts):
        holding = [one for one in files if (key, year) in outlines[one.id].years]
        index = outlines[holding[0].id].index
        apart = [
            (first, second)
            for first, second in combinations(holding, 2)
            if index and upload_cache.contradictions(outlines[first.id], outlines[second.id], index, year) is not None
        ]
        if index and apart:
            named = tuple(one for one in holding if any(one in pair for pair in apart))
            found.append(Rivals(index, year, named))
    return found


def _counting(rivals: Rivals) -> File | None:
    """The file that was said to count; None as long as nobody said."""
    said = kept().get("counts", {}).get(rivals.part)
    return next((one for one in rivals.files if one.id == said), None)


def _ask(rivals: Rivals, outlines: dict[str, upload_cache.Outline], names: dict[str, str], t: Translator) -> None:
    """What files contradict each other in, and which of them counts; nothing of the year is published before."""
    words = {"index": rivals.index.short.get(t.lang), "year": rivals.year}
    sentences = []
    for first, second in combinations(rivals.files, 2):
        rows = upload_cache.contradictions(outlines[first.id], outlines[second.id], rivals.index, rivals.year)
        if rows is None:
            continue
        pair = {"first": names[first.id], "second": names[second.id], **words}
        if rows.empty:
            sentences.append(t("{first} and {second} both hold {index} {year}, with the same figures.", **pair))
            continue
        named = change_notes.figures(rows, rivals.index, t)
        sentences.append(
            t.plural(
                "{first} and {second} both hold {index} {year}, and {n} figure differs (first → second): {figures}.",
                "{first} and {second} both hold {index} {year}, and {n} figures differ (first → second): {figures}.",
                len(rows),
                figures=change_notes.listed(named, len(rows), t),
                **pair,
            )
        )
    st.warning(inert.markdown(" ".join(sentences)), icon=":material/difference:")
    question = t("Which file counts for {index} {year}?", **words)
    st.markdown(inert.markdown(question))
    options = {one.id: names[one.id] for one in rivals.files}
    counting = _counting(rivals)
    pickers.chooser(
        question,
        f"desk-counts-{rivals.index.key}-{rivals.year}",
        options,
        counting.id if counting else None,
        lambda one: kept().setdefault("counts", {}).update({rivals.part: one}),
        radio=True,
    )


def _state(file: File, outline: upload_cache.Outline, t: Translator) -> tuple[str, str]:
    """What a file holds, and how far it is."""
    return _holds(outline, t), _progress(file, outline, t)


def _holds(outline: upload_cache.Outline, t: Translator) -> str:
    if outline.province is not None:
        return t("the reform programme of {province}", province=geography.province(outline.province).name.get(t.lang))
    if outline.index is None or not outline.years:
        return ""
    years = formats.listing([str(year) for _, year in sorted(outline.years)], t.lang)
    return f"{outline.index.short.get(t.lang)} {years}"


def _progress(file: File, outline: upload_cache.Outline, t: Translator) -> str:
    if outline.blocking:
        return t.plural("{n} issue blocks publishing", "{n} issues block publishing", outline.blocking)
    state = ledger.current().state()
    last = [state.latest(*part) for part in sorted(outline.years)]
    published = [one.year for one in last if one is not None and not one.removed and one.sha256 == file.sha256]
    stands = outline.province is not None and file.sha256 in publish_programme.files(outline.province)
    if stands or (published and len(published) == len(outline.years)):
        return t("published")
    if published:
        return t("published: {years}", years=formats.listing([str(year) for year in published], t.lang))
    return t("not published yet")


def _names(files: list[File]) -> dict[str, str]:
    """The names by id; files with the same name are numbered."""
    alike = Counter(one.upload.name for one in files)
    return {
        one.id: notices.quoted(one.upload.name)
        + (f" ({file_state(one.id)['number']})" if alike[one.upload.name] > 1 else "")
        for one in files
    }


def _how(t: Translator) -> str:
    """What to do with a box: Streamlit's own words in it are English in every language."""
    return t(
        "Drop the file here, or press the button “Upload” and choose it; up to {n} MB.", n=limits.BYTES // 1_000_000
    )


def _how_many(t: Translator) -> str:
    return t(
        "Drop one or several files here, or press the button “Upload” and choose them; up to {n} MB each.",
        n=limits.BYTES // 1_000_000,
    )


def _definition(t: Translator) -> None:
    """The upload box for the ``index.toml`` of a new index, with a list of its faults."""
    with st.popover(t("A new index"), icon=":material/library_add:", type="tertiary"):
        st.caption(t("An index that this dashboard does not have yet comes with its index.toml, beside the file."))
        given = st.file_uploader("index.toml", type=["toml"], key="desk-definition")
        st.caption(inert.markdown(_how(t)))
    content = given.getvalue() if given else None
    with st.container(key="desk-faults"):
        try:
            upload_cache.catalog(content)
        except CatalogError as error:
            st.error(t("The index.toml cannot be used; the list says why."))
            notices.faults(error, t)
            content = None
    kept()["definition"] = content
