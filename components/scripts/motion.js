// Whether the reader asked their system for less motion; told to the server only when it thinks otherwise.

const asked = matchMedia("(prefers-reduced-motion: reduce)")

// plotly breaks its promise of a play that is paused, with no reason given, and nobody waits for it.
const paused = (event) => { if (event.reason === undefined) event.preventDefault() }

export default function ({ data, setStateValue }) {
  const tell = () => { if (asked.matches !== data.still) setStateValue("still", asked.matches) }
  tell()
  asked.addEventListener("change", tell)
  addEventListener("unhandledrejection", paused)
  return () => {
    asked.removeEventListener("change", tell)
    removeEventListener("unhandledrejection", paused)
  }
}
