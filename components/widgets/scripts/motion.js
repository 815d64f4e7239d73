// What a film needs from the browser: whether the reader asked their system for less motion, told to the server only when
// it thinks otherwise, and buttons that a keyboard reaches, which plotly draws as pictures for a mouse.

const BUTTON = ".updatemenu-button"
const asked = matchMedia("(prefers-reduced-motion: reduce)")

// plotly breaks its promise of a play that is paused, with no reason given, and nobody waits for it.
const paused = (event) => { if (event.reason === undefined) event.preventDefault() }

const reachable = () => {
  for (const button of document.querySelectorAll(`${BUTTON}:not([tabindex])`)) {
    button.setAttribute("tabindex", "0")
    button.setAttribute("role", "button")
    button.setAttribute("aria-label", button.textContent)
  }
}

const pressed = (event) => {
  const button = event.target instanceof Element && event.target.closest(BUTTON)
  if (!button || (event.key !== "Enter" && event.key !== " ")) return
  event.preventDefault()
  event.stopPropagation()
  button.dispatchEvent(new MouseEvent("click", { bubbles: true }))
}

export default function ({ data, setStateValue }) {
  const tell = () => { if (asked.matches !== data.still) setStateValue("still", asked.matches) }
  tell()
  const drawn = new MutationObserver(reachable)
  drawn.observe(document.body, { childList: true, subtree: true })
  reachable()
  asked.addEventListener("change", tell)
  addEventListener("unhandledrejection", paused)
  addEventListener("keydown", pressed, true)
  return () => {
    drawn.disconnect()
    asked.removeEventListener("change", tell)
    removeEventListener("unhandledrejection", paused)
    removeEventListener("keydown", pressed, true)
  }
}
