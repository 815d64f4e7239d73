"""The keys of a presenter's clicker, caught in the browser: forward, back, home, end, a number, help, leave.

The browser counts on by itself while the server still draws, and sends the scene it wants and not the step, so that no
key of a quick hand is lost.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

_JS = """
export default function ({ data, setStateValue, parentElement }) {
  const kept = window.__stageKeys || (window.__stageKeys = { n: Date.now(), typed: "" })
  kept.at = data.scene
  const send = (what, to) => { kept.n += 1; setStateValue("go", { what, to, n: kept.n }) }
  const go = (to) => {
    kept.at = Math.min(Math.max(to, 1), data.of)
    send("scene", kept.at)
  }
  const busy = (target) => target && target.closest &&
    target.closest("input, textarea, select, [contenteditable=true], [role=listbox], [role=option], [role=radiogroup]")
  const pressed = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const key = event.key
    if (busy(event.target) && key !== "Escape") return
    if (key === "Enter" && !kept.typed) return
    const acts = {
      ArrowRight: () => go(kept.at + 1), PageDown: () => go(kept.at + 1), " ": () => go(kept.at + 1),
      ArrowLeft: () => go(kept.at - 1), PageUp: () => go(kept.at - 1),
      Home: () => go(1), End: () => go(data.of),
      Enter: () => { const to = parseInt(kept.typed, 10); kept.typed = ""; if (to >= 1 && to <= data.of) go(to) },
      h: () => send("help", 0), H: () => send("help", 0), Escape: () => send("leave", 0),
    }
    if (/^[0-9]$/.test(key)) { kept.typed = (kept.typed + key).slice(-3); return }
    if (acts[key]) { event.preventDefault(); event.stopPropagation(); acts[key]() }
  }
  const measured = () => setStateValue("size", { width: window.innerWidth, height: window.innerHeight })
  if (data.width !== window.innerWidth || data.height !== window.innerHeight) measured()
  let waiting = null
  const resized = () => { clearTimeout(waiting); waiting = setTimeout(measured, 300) }
  document.addEventListener("keydown", pressed, true)
  window.addEventListener("resize", resized)
  return () => {
    clearTimeout(waiting)
    document.removeEventListener("keydown", pressed, true)
    window.removeEventListener("resize", resized)
  }
}
"""
KEY = "stage-keys"
_MOUNT = st.components.v2.component("stage_keys", html="<span></span>", js=_JS)


def listen(scene: int, of: int, size: tuple[int, int], on_go: Callable[[], None], on_size: Callable[[], None]) -> Any:  # noqa: ANN401
    """Catches the keys while it is drawn; ``size`` is the window's as the server knows it."""
    return _MOUNT(
        key=KEY,
        data={"scene": scene, "of": of, "width": size[0], "height": size[1]},
        on_go_change=on_go,
        on_size_change=on_size,
        height=1,
    )
