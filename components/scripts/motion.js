// Whether the reader asked their system for less motion; told to the server only when it thinks otherwise.

const asked = matchMedia("(prefers-reduced-motion: reduce)")

export default function ({ data, setStateValue }) {
  const tell = () => { if (asked.matches !== data.still) setStateValue("still", asked.matches) }
  tell()
  asked.addEventListener("change", tell)
  return () => asked.removeEventListener("change", tell)
}
