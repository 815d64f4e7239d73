"""The two-page brief of one province and year for Word: tables that can be edited, pictures drawn without a browser."""

from __future__ import annotations

from datetime import date

from docx.document import Document as Page
from docx.shared import Pt

from provindex import geography, sentences
from provindex.analysis.profile import Reader
from provindex.catalog import Index
from provindex.core import formats
from provindex.core.translate import Translator
from provindex.export.data import citation
from provindex.export.word import brief_facts, brief_sections
from provindex.export.word import document_parts as word
from provindex.export.word.brief_facts import Facts
from provindex.export.word.document_parts import WIDTH
from provindex.store import score_store

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MOST_NOTES = 8


def document(
    index: Index,
    year: int,
    province: str,
    t: Translator,
    *,
    version: str,
    link: str = "",
    day: date | None = None,
    before: int | None = None,
    read: Reader = score_store.read,
) -> bytes:
    """The brief of a province as .docx.

    Args:
        index: The catalogue of the index.
        year: A year of the index.
        province: Id of a province; on an edition for which the year is derived the brief says so.
        t: The reader's language.
        version: Data version of the tables that ``read`` gives.
        link: Address of the province's page; printed and drawn as a code. Left out if empty.
        day: The day of the brief, for the citation; left out if None.
        before: The year compared with; the edition before if left out.
        read: Gives the table of an index and year.

    Returns:
        The bytes: two pages of A4 with position, parts and course on the first, and on the second where the change
        comes from, peers, levers and caveats.

    Raises:
        ValueError: The index has no such year, or the year is not shown on any edition with such a province.
        CatalogError: A table cannot be read.
    """
    facts = brief_facts.collect(index, year, province, read, before)
    name = geography.province(province).name.get(t.lang)
    head = t("{index} {year}: {province}", index=index.short.get(t.lang), year=year, province=name)
    page = word.blank(t.lang, head)
    _top(page, facts, t)
    brief_sections.position(page, facts, t)
    brief_sections.parts(page, facts, t)
    brief_sections.years(page, facts, t)
    brief_sections.causes(page, facts, t)
    brief_sections.peers(page, facts, t)
    brief_sections.levers(page, facts, t)
    _caveats(page, facts, version, link, day, t)
    foot = f"{head} · " + t("Data version {version}.", version=version)
    word.footer(page, foot, t("Page {page} of {pages}", page="{page}", pages="{pages}"))
    return word.written(page)


def _top(page: Page, facts: Facts, t: Translator) -> None:
    index, profile = facts.index, facts.profile
    word.lines(page, [f"{index.name.get(t.lang)} · {facts.year}"], style="Caption", size=8.5)
    region = next(one for one in geography.regions(profile.province.edition) if one.id == profile.province.region)
    title = page.add_paragraph(style="Title")
    title.add_run(profile.province.name.get(t.lang))
    beside = title.add_run(f"   {region.name.get(t.lang)}")
    beside.font.size, beside.font.bold = Pt(11), False
    word.lines(page, [sentences.province(profile, t)], size=10.5)


def _caveats(page: Page, facts: Facts, version: str, link: str, day: date | None, t: Translator) -> None:
    page.add_heading(t("Caveats and source"), level=1)
    texts = [*_notes(facts, t)][:_MOST_NOTES]
    if link and day is not None:
        cited = citation.text(facts.index, facts.index.root.key, facts.year, facts.edition, version, link, day)
        texts.append(cited.get(t.lang))
    else:
        texts.append(t("Source: {source}.", source=facts.index.source_of(facts.year).get(t.lang)))
    if not link:
        word.lines(page, texts, style="List Bullet")
        return
    left, right = word.columns(page, (WIDTH - 2.5, 2.5))
    word.lines(left, texts, style="List Bullet")
    word.picture(right.paragraphs[0], citation.qr_png(link), 2.0, t("Code of the link: {link}", link=link))


def _notes(facts: Facts, t: Translator) -> list[str]:
    """What has to be known before a figure is used: gaps, partial tables, breaks, groups, remarks."""
    index, year, found = facts.index, facts.year, facts.profile
    covered = found.coverage
    edition = index.editions[year]
    said = [t("n = {figures} of {of} provinces.", figures=covered.known, of=covered.of)]
    if edition.status == "provisional":
        said.insert(0, t("Provisional figures: they may still change."))
    if facts.derived:
        said.append(t("Derived by population, not official."))
    if edition.coverage is not None:
        said.append(edition.coverage.get(t.lang))
    elif covered.missing:
        said.append(sentences.missing(index, index.root.key, year, covered, t))
    if edition.respondents is not None:
        said.append(t("{count} people were interviewed.", count=formats.integer(edition.respondents, t.lang)))
    if found.verdict.verdict == "notice":
        said += [reason.get(t.lang) for reason in found.verdict.reasons]
    if index.groups.kind == "quartile" and found.group is not None:
        said.append(t("The publisher groups the provinces and does not rank them; ranks count the scores."))
    said += [
        one.text.get(t.lang) for one in index.remarks if one.year == year and one.province in (None, found.province.id)
    ]
    if not facts.levers.empty:
        said.append(t("What a province could reach is reckoned with all others as published; it names no cause."))
    return said
