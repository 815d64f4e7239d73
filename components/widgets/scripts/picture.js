// Saves the figure below as PNG or SVG: plotly's own camera, told which of the two.

const STYLE = `
  .row { display: flex; gap: 0.5rem; flex-wrap: wrap; }
  button { font: inherit; padding: 0.35rem 0.9rem; cursor: pointer; border-radius: var(--st-button-radius, 0.3rem);
    border: 1px solid var(--st-border-color, #8a97a0); background: var(--st-background-color, #fff);
    color: var(--st-text-color, #0b1721); }
  button:hover, button:focus-visible { border-color: var(--st-primary-color, #0b4f7d); color: var(--st-primary-color, #0b4f7d); }
`

const save = (chart, format) => {
  const plot = document.querySelector(`.st-key-${CSS.escape(chart)} .js-plotly-plot`)
  const camera = plot && plot.querySelector(".modebar-btn[data-title*='plot' i]")
  if (!camera) return
  plot._context.toImageButtonOptions = { ...plot._context.toImageButtonOptions, format }
  camera.click()
}

export default function ({ data, parentElement }) {
  if (!parentElement.querySelector("style")) {
    const style = document.createElement("style")
    style.textContent = STYLE
    parentElement.prepend(style)
  }
  for (const button of parentElement.querySelectorAll("button")) {
    button.textContent = data[button.dataset.format]
    button.onclick = () => save(data.chart, button.dataset.format)
  }
}
