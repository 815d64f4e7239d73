// What the stage needs from the browser: the keys of a clicker, the size of the window, letters that fit it, and the
// room of this tab, by which the speaker's second window finds it.

const FORWARD = ["ArrowRight", "PageDown", " "]
const BACK = ["ArrowLeft", "PageUp"]
const WRITING = "input, textarea, select, [contenteditable=true], [role=listbox], [role=option], [role=slider]"
const PRESSED_BY_SPACE = "button, a, summary, [role=button], [role=radio], [role=checkbox]"
const PAUSE = 1200 // ms after the last digit until it jumps by itself
const PATIENCE = 4000 // ms that the browser counts on by itself while the server draws
const ROOM = "provindex-stage-room"

// The module is loaded once a tab; drawing the stage anew only hands it the newest scene.
const stage = { tell: null, show: null, at: 1, of: 1, asked: 0, typed: "", view: "", waiting: 0, leaving: 0, resizing: 0 }

const go = (to) => {
  stage.at = Math.min(Math.max(to, 1), stage.of)
  stage.asked = Date.now()
  stage.tell("go", { what: "scene", to: stage.at })
}

const type = (digits) => {
  stage.typed = digits.slice(-3)
  stage.show(stage.typed)
  clearTimeout(stage.waiting)
  if (stage.typed) stage.waiting = setTimeout(jump, PAUSE)
}

const jump = () => {
  const to = parseInt(stage.typed, 10)
  type("")
  if (stage.tell && to >= 1 && to <= stage.of) go(to)
}

const pressed = (event) => {
  if (!stage.tell || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  const key = event.key
  const target = event.target instanceof Element ? event.target : document.body
  const open = document.querySelector("[role=dialog]")
  if (target.closest(WRITING)) {
    if (key === "Escape" && !target.closest("[aria-expanded=true]")) target.blur()
    return
  }
  if (key === " " && target.closest(PRESSED_BY_SPACE)) return
  if (key === "Escape" && open) return
  if (key === "Enter" && !stage.typed) return
  if (/^[0-9]$/.test(key)) type(stage.typed + key)
  else if (FORWARD.includes(key)) go(stage.at + 1)
  else if (BACK.includes(key)) go(stage.at - 1)
  else if (key === "Home") go(1)
  else if (key === "End") go(stage.of)
  else if (key === "Enter") jump()
  else if (key === "h" || key === "H") stage.tell("go", { what: "help", to: 0 })
  else if (key === "f" || key === "F") full()
  else if (key === "Escape") stage.tell("go", { what: "leave", to: 0 })
  else return
  event.preventDefault()
  event.stopPropagation()
}

const full = () => {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen().catch(() => {})
}

// A button that was clicked would take the next Space for itself.
const released = () => {
  const focused = document.activeElement
  if (stage.tell && focused && focused.closest("button, a")) setTimeout(() => focused.blur(), 0)
}

const letters = (base) => {
  // Streamlit measures everything in the size of the root's letters, as a browser's zoom for text does.
  document.documentElement.style.fontSize = base ? base + "px" : ""
}

const room = () => {
  let found = sessionStorage.getItem(ROOM)
  if (!found) {
    found = Array.from(crypto.getRandomValues(new Uint8Array(10)), (one) => one.toString(16).padStart(2, "0")).join("")
    sessionStorage.setItem(ROOM, found)
  }
  return found
}

addEventListener("keydown", pressed, true)
addEventListener("click", released, true)

export default function ({ data, setStateValue, setTriggerValue, parentElement }) {
  clearTimeout(stage.leaving)
  stage.tell = data.keys ? setTriggerValue : null
  stage.show = (digits) => { parentElement.querySelector("span").textContent = digits ? "→ " + digits : "" }
  stage.of = data.of
  // What was asked for and is still being drawn counts; a drawing of before it does not.
  if (data.scene === stage.at || Date.now() - stage.asked > PATIENCE) stage.asked = 0
  if (!stage.asked) stage.at = data.scene
  if (data.view !== stage.view) {
    // After a choice the keys are the stage's again.
    if (stage.view && document.activeElement) document.activeElement.blur()
    stage.view = data.view
  }
  letters(data.letters)
  const measured = () => {
    const now = { width: innerWidth, height: innerHeight, room: room() }
    if (now.width !== data.width || now.height !== data.height || now.room !== data.room) setStateValue("window", now)
  }
  const resized = () => { clearTimeout(stage.resizing); stage.resizing = setTimeout(measured, 250) }
  measured()
  addEventListener("resize", resized)
  return () => {
    removeEventListener("resize", resized)
    // Drawn anew at once, or left for good: only the second gives the letters back.
    stage.leaving = setTimeout(() => { stage.tell = null; stage.view = ""; letters(0) }, 400)
  }
}
