"""At 200 % zoom on a laptop and on a phone: nothing to scroll sideways, no control cut off, none over another."""

import pytest

SIZES = {"zoom": (683, 384), "phone": (390, 844)}
PAGES = {
    "overview": ("", {"province": "63:14"}),
    "map": ("map", {}),
    "ranking": ("ranking", {}),
    "change": ("change", {"base": 2022}),
    "citizens": ("citizens", {}),
    "dimensions": ("dimensions", {"province": "63:14"}),
    "province": ("province", {"province": "63:14"}),
    "programme": ("programme", {"province": "63:14"}),
    "stage": ("stage", {}),
    "about": ("about", {}),
    "desk": ("desk", {}),
}
# What a control may reach over: its own parts, and the arrows with which Streamlit scrolls a row of tabs.
MEASURED = """() => {
  const main = document.querySelector('[data-testid=stMain]')
  const shown = one => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one)
    return box.width > 3 && box.height > 3 && style.visibility === 'visible' && +style.opacity > 0
      && !one.closest('[aria-hidden=true]') && !/^Scroll tabs/.test(one.ariaLabel || '')
  }
  const scroller = one => {
    for (let above = one.parentElement; above && above !== main; above = above.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(above).overflowX) && above.scrollWidth > above.clientWidth + 1)
        return above
  }
  const seen = one => {
    const {left, right, top, bottom} = one.getBoundingClientRect(), around = scroller(one)?.getBoundingClientRect()
    return around ? {left: Math.max(left, around.left), right: Math.min(right, around.right), top, bottom}
      : {left, right, top, bottom}
  }
  const name = one => `${one.tagName} ${one.ariaLabel || one.innerText || one.dataset.testid || ''}`.slice(0, 50)
  const kinds = 'button, a[href], input, textarea, [role=tab], [data-testid=stPlotlyChart], '
    + '[data-testid=stBidiComponentIsolated]'
  const controls = [...main.querySelectorAll(kinds)].filter(shown)
  const cut = controls.filter(one => seen(one).right > innerWidth + 1 || seen(one).left < -1).map(name)
  const over = []
  for (const [place, one] of controls.entries()) for (const other of controls.slice(place + 1)) {
    if (one.contains(other) || other.contains(one)) continue
    const a = seen(one), b = seen(other)
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    if (wide > 3 && high > 3) over.push(`${name(one)} / ${name(other)}`)
  }
  const sideways = [document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth]
  return {sideways: Math.max(...sideways), cut, over}
}"""

# Words inside charts that lie over others by more than an eighth of the lesser, or over the edge of their chart.
COLLIDING = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
  const edge = chart.getBoundingClientRect()
  const words = [...chart.querySelectorAll('text')]
    .filter(one => one.textContent.trim().length > 1 && one.checkVisibility({opacityProperty: true}))
    .map(one => {
      const box = one.getBoundingClientRect(), air = box.height / 5
      return {text: one.textContent, l: box.left, r: box.right, t: box.top + air, b: box.bottom - air}
    })
    .filter(one => one.r - one.l > 3 && one.b > one.t)
  const area = one => (one.r - one.l) * (one.b - one.t)
  const found = words.filter(one => one.l < edge.left - 3 || one.r > edge.right + 3).map(one => one.text)
  for (const [place, a] of words.entries()) for (const b of words.slice(place + 1)) {
    const wide = Math.min(a.r, b.r) - Math.max(a.l, b.l), high = Math.min(a.b, b.b) - Math.max(a.t, b.t)
    if (wide > 0 && high > 0 && wide * high > Math.min(area(a), area(b)) / 8) found.push(`${a.text} / ${b.text}`)
  }
  return found
})"""


@pytest.mark.parametrize("size", [(1366, 768), (1100, 700), (1024, 768), (390, 844)])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("citizens", {"year": 2023}),
        ("citizens", {"year": 2024}),
        ("dimensions", {"year": 2024}),
        ("dimensions", {"year": 2024, "index": "par"}),
        ("programme", {"year": 2024, "province": "63:14"}),
    ],
    ids=["citizens", "citizens-partial", "parts", "parts-partial", "programme"],
)
def test_no_words_of_a_chart_lie_over_others_or_its_edge(page, visit, size, lang, path, asked):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(path, lang=lang, **asked)
    assert page.evaluate(COLLIDING) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_window_shows_every_control_whole(page, visit, name, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    path, asked = PAGES[name]
    visit(path, lang="vi", year=2023, **asked)
    assert page.evaluate(MEASURED) == {"sideways": 0, "cut": [], "over": []}
