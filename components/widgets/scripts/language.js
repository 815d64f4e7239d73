// The language of the document, which a screen reader speaks, after a switch that loads no page.

export default function ({ data }) {
  document.documentElement.lang = data.lang
}
