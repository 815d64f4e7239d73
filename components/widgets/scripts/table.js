// A table of the page: a real <table> whose headings sort it and whose rows select. The server hands over every text as it
// is printed and the place of every row in the order of each column; a row without a place stands last both ways.

const STYLE = `
  :host { display: block; height: 100%; }
  .scroll { overflow: auto; max-height: var(--most, none); border: 1px solid var(--st-border-color-light, #dde3e8);
    border-radius: var(--st-base-radius, 0.4rem); }
  .filling { position: relative; height: 100%; min-height: 16rem; }
  .filling .scroll { position: absolute; inset: 0; max-height: none; }
  table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 0.875rem; line-height: 1.3;
    color: var(--st-text-color); font-variant-numeric: tabular-nums; }
  caption, .aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  th, td { padding: 0.42rem 0.6rem; text-align: start; font-weight: 400; white-space: nowrap; vertical-align: top;
    border-bottom: 1px solid var(--st-border-color-light, #dde3e8); }
  tbody:last-child tr:last-child > * { border-bottom: 0; }
  .long { white-space: normal; min-width: 15rem; }
  .number { text-align: end; }
  thead th { position: sticky; top: 0; z-index: 2; padding: 0; vertical-align: bottom; white-space: normal;
    background: var(--st-secondary-background-color, #f0f3f6); }
  thead button, thead .plain { display: block; box-sizing: border-box; width: 100%; padding: 0.42rem 0.6rem; text-align: inherit; }
  button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; cursor: pointer; text-align: inherit; }
  button:focus-visible { outline: 2px solid var(--st-primary-color, #0b4f7d); outline-offset: -2px; }
  thead button:hover { color: var(--st-primary-color, #0b4f7d); }
  .way { display: inline-block; width: 0.9em; text-align: center; }
  .choosing tbody tr[data-row] { cursor: pointer; }
  .choosing tbody tr[data-row]:hover > * { background: var(--st-secondary-background-color, #f0f3f6); }
  tbody tr.chosen > * { background: color-mix(in srgb, var(--st-primary-color, #0b4f7d) 12%, var(--st-background-color, #fff)); }
  tbody tr.marked > :first-child { box-shadow: inset 0.25rem 0 var(--mark); }
  .marked th, .chosen th { font-weight: 600; }
  .mark { margin-inline-start: 0.4rem; font-size: 0.75rem; font-weight: 400; }
  .over th { font-size: 0.75rem; padding-block: 0.25rem; background: var(--st-background-color, #fff); }
  .over:not(:first-child) th { border-top: 2px solid var(--st-border-color, #8a97a0); }
  img { display: block; height: 1.4rem; max-width: none; }
  .scale { min-width: 8.5rem; }
  .rail { position: relative; display: block; height: 1.1rem; margin-inline: 0.4rem;
    background: linear-gradient(var(--st-border-color, #8a97a0), var(--st-border-color, #8a97a0)) center / 100% 1px no-repeat; }
  .rail i { position: absolute; top: 50%; transform: translate(-50%, -50%); }
  .dot { width: 0.7rem; height: 0.7rem; border-radius: 50%; background: var(--mark, color-mix(in srgb, var(--st-text-color) 60%, transparent)); }
  .tick { width: 2px; height: 0.9rem; background: var(--st-text-color); opacity: 0.55; }
  .ends { display: flex; justify-content: space-between; font-size: 0.75rem; }
  @media print {
    .scroll, .filling .scroll { position: static; max-height: none; overflow: visible; border: 0; }
    .filling { height: auto; min-height: 0; }
    thead th { position: static; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
  }
`

const LONG = 38 // letters from which a text wraps
const SORTS = { none: "ascending", ascending: "descending", descending: "none" }
const ARROWS = { none: "", ascending: "▲", descending: "▼" }

const made = (name, words, kind) => {
  const node = document.createElement(name)
  if (words !== undefined) node.textContent = words
  if (kind) node.className = kind
  return node
}

// How the reader sorted a table stays while its figures change: the part is kept, its content is drawn anew.
const sorts = new WeakMap()

const ordered = (data, sort) => {
  const rows = data.columns[0].cells.map((_, row) => row)
  const column = data.columns.find((one) => one.id === sort.column && one.order)
  if (!column || sort.way === "none") return rows
  const sign = sort.way === "ascending" ? 1 : -1
  const places = column.order
  return rows.sort((one, other) => {
    const a = places[one], b = places[other]
    if (a === null || b === null) return (a === null) - (b === null) || one - other
    return sign * (a - b) || one - other
  })
}

const placed = (kind, share) => {
  const node = made("i", undefined, kind)
  node.style.left = `${100 * share}%`
  return node
}

const cell = (column, row, name) => {
  const text = column.cells[row]
  const node = made(name, undefined, column.kind)
  if (column.kind === "line" && text) {
    const image = made("img")
    image.src = text
    image.alt = ""
    node.append(image)
  } else if (column.kind === "scale") {
    const rail = made("span", undefined, "rail")
    rail.setAttribute("aria-hidden", "true")
    if (column.middle !== null) rail.append(placed("tick", column.middle))
    if (text !== null) rail.append(placed("dot", text))
    node.append(rail)
  } else if (column.kind !== "line") {
    node.textContent = text
    if (column.long) node.classList.add("long")
  }
  return node
}

const heading = (column, sort, again) => {
  const node = made("th", undefined, column.kind)
  node.scope = "col"
  if (column.width) node.style.minWidth = `${column.width / 16}rem`
  if (column.help) node.title = column.help
  const way = sort.column === column.id ? sort.way : "none"
  const words = made(column.order ? "button" : "span", column.head, column.order ? "" : "plain")
  node.append(words)
  if (column.ends) {
    const ends = made("span", undefined, "ends")
    ends.append(...column.ends.map((end) => made("span", end)))
    words.append(ends)
  }
  if (!column.order) return node
  node.setAttribute("aria-sort", way)
  words.type = "button"
  words.dataset.column = column.id
  if (way !== "none") {
    const arrow = made("span", ARROWS[way], "way")
    arrow.setAttribute("aria-hidden", "true")
    words.append(arrow)
  }
  words.onclick = () => again(column.id, SORTS[way])
  return node
}

const line = (data, row, header, pinned) => {
  const node = made("tr")
  node.dataset.row = row
  const mark = data.marks[row]
  if (mark) {
    node.classList.add("marked")
    node.style.setProperty("--mark", mark.colour)
  }
  const chosen = data.ids !== null && data.ids[row] === data.selected
  if (chosen) node.classList.add("chosen")
  for (const column of data.columns) {
    const head = column.id === header
    const one = cell(column, row, head ? "th" : "td")
    node.append(one)
    if (!head) continue
    one.scope = "row"
    if (data.ids !== null) {
      const button = made("button", one.textContent)
      button.type = "button"
      button.dataset.pick = row
      button.setAttribute("aria-pressed", chosen)
      one.replaceChildren(button)
    }
    if (mark) one.append(made("span", mark.word, "mark"))
  }
  if (pinned) node.dataset.pinned = "1"
  return node
}

const part = (data, rows, header, words, pinned) => {
  const body = made("tbody")
  if (words) {
    const over = made("tr", undefined, "over"), head = made("th", words)
    head.scope = "rowgroup"
    head.colSpan = data.columns.length
    over.append(head)
    body.append(over)
  }
  body.append(...rows.map((row) => line(data, row, header, pinned)))
  return body
}

// One stop of the Tab key for all rows, as in a list: arrows lead from row to row.
const walk = (table, event) => {
  const picks = [...table.querySelectorAll("[data-pick]")]
  const at = picks.indexOf(event.target)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: picks.length - 1 }[event.key]
  if (at < 0 || to === undefined || !picks[to]) return
  event.preventDefault()
  event.stopPropagation()
  picks[at].tabIndex = -1
  picks[to].tabIndex = 0
  picks[to].focus()
}

const draw = (root, data, tell) => {
  const sort = sorts.get(root) || { column: "", way: "none" }
  const header = data.columns.find((column) => column.kind === "text")?.id
  const again = (column, way) => {
    sorts.set(root, { column, way })
    draw(root, data, tell)
    root.querySelector(`[data-column="${CSS.escape(column)}"]`)?.focus()
  }
  const table = made("table", undefined, data.ids === null ? "" : "choosing")
  table.lang = data.lang
  const top = made("thead"), heads = made("tr")
  heads.append(...data.columns.map((column) => heading(column, sort, again)))
  top.append(heads)
  table.append(made("caption", data.caption), top)
  if (data.pinned.length) table.append(part(data, data.pinned, header, data.pinnedHead, true))
  table.append(part(data, ordered(data, sort), header, data.pinned.length ? data.allHead : "", false))
  const picks = [...table.querySelectorAll("[data-pick]")]
  const first = picks.find((pick) => pick.getAttribute("aria-pressed") === "true") || picks[0]
  for (const pick of picks) pick.tabIndex = pick === first ? 0 : -1
  table.onkeydown = (event) => walk(table, event)
  table.onclick = (event) => {
    const row = event.target.closest("tr[data-row]")
    if (data.ids === null || !row || String(getSelection()) !== "") return
    const id = data.ids[row.dataset.row]
    tell("row", id === data.selected ? "" : id)
  }
  const focused = root.activeElement?.dataset?.pick
  const frame = root.querySelector(".frame")
  const scroll = frame.firstElementChild
  frame.className = `frame${data.fills ? " filling" : ""}`
  scroll.style.setProperty("--most", data.most ? `${data.most}px` : "none")
  scroll.replaceChildren(table)
  if (focused !== undefined) table.querySelector(`[data-pick="${focused}"]`)?.focus()
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!parentElement.querySelector(".frame")) {
    const frame = made("div", undefined, "frame")
    frame.append(made("div", undefined, "scroll"))
    parentElement.append(made("style", STYLE), frame)
  }
  for (const column of data.columns)
    column.long = column.kind === "text" && column.cells.some((text) => text && text.length > LONG)
  draw(parentElement, data, setTriggerValue)
}
