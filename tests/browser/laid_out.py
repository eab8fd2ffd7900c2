"""What is cut off, or lies on something else."""

from __future__ import annotations

from playwright.sync_api import Page

# A projector, and the usual screen at 200 %: the browser then lays the page out on half as many pixels.
WINDOWS = {"projector": (1280, 720), "zoomed": (720, 450)}
# Buttons in a table are left out: those of a long one are scrolled under its edge.
# What is wider than the window, controls that lie on one another, and words that leave their button, select or figure.
_LAID_OUT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const wide = main.scrollWidth > main.clientWidth + 1 ? [`${main.scrollWidth} of ${main.clientWidth} pixels`] : [];
  const boxes = [...main.querySelectorAll('button, [role=combobox], h1, [data-testid=stMetric]')]
    .map(one => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ one, box }) => box.width > 1 && box.height > 1
      && !one.closest('.modebar, [data-testid=stDataFrame], table')
      && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  const over = [];
  boxes.forEach(({ one, box }, i) => boxes.slice(i + 1).forEach(({ one: two, box: next }) => {
    if (one.contains(two) || two.contains(one)) return;
    const x = Math.min(box.right, next.right) - Math.max(box.left, next.left);
    const y = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
    if (x > 2 && y > 2) over.push(`${one.innerText || one.ariaLabel} on ${two.innerText || two.ariaLabel}`);
  }));
  const short = [...main.querySelectorAll('button [data-testid=stMarkdownContainer]')]
    .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => `cut off: ${one.textContent}`);
  const chosen = [...document.querySelectorAll('[data-testid=stSelectbox] input')]
    .filter(one => one.getBoundingClientRect().left >= 0 && one.scrollWidth > one.clientWidth + 1
      && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map(one => `cut off: ${one.value}`);
  const cut = [...main.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const edge = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('.main-svg text')].filter(one => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && (box.right > edge.right + 1 || box.left < edge.left - 1);
    }).map(one => `cut off: ${one.textContent}`);
  });
  return [...wide, ...over, ...short, ...chosen, ...cut];
}"""


def misplaced(page: Page) -> list[str]:
    """Return what is cut off or lies on something else, by its words."""
    return page.evaluate(_LAID_OUT)
