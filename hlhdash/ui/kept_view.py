"""What a reader zoomed into, turned off in a legend or took from the mode bar stays when a patient is selected.

Streamlit mounts a new plot for every new figure, so Plotly cannot know what was done to the one before. This remembers
it in the browser, by the figure's name, and puts it into the next figure of that name before it is painted, where
axes and legend still mean the same (`hlhdash.figures.once` says so in `uirevision`).
"""

from __future__ import annotations

from streamlit.components.v2 import component

# Nothing leaves the browser, and nothing is done before the reader touches a figure.
_REMEMBER = """
const kept = new Map();
const touched = new WeakSet();
const NAME = /st-key-(figure-\\S*?)(-\\d+)?(?=\\s|$)/;  // without the number by which a figure forgets clicks
const name = plot => plot.closest('[class*="st-key-figure-"]')?.className.match(NAME)?.[1];
const axisOf = key => key.match(/^([xy]axis\\d*)\\.(range|autorange)/)?.[1];

function note(plot, part, value) {
  const figure = name(plot);
  if (figure) kept.set(figure, { ...kept.get(figure), [part]: value });
}

function moved(plot, changes) {
  for (const key of Object.keys(changes)) {
    const axis = plot._fullLayout[axisOf(key)];
    if (axis) note(plot, axisOf(key), { revision: axis.uirevision, range: [...axis.range] });
  }
  if (changes.dragmode) note(plot, "dragmode", changes.dragmode);
}

function turned(plot, [changes]) {
  if (!("visible" in changes)) return;
  const visible = new Map(plot._fullData.filter(one => one.showlegend).map(one => [one.index, one.visible]));
  note(plot, "legend", { revision: plot._fullLayout.legend.uirevision, visible });
}

// Changes the figure in place: Streamlit paints again whenever the layout or the data become other objects.
function put({ layout, data }, view) {
  if (view.dragmode) layout.dragmode = view.dragmode;
  for (const [axis, { revision, range }] of Object.entries(view))
    if (range && layout[axis]?.uirevision === revision)
      Object.assign(layout[axis], { range: [...range], autorange: false });
  if (view.legend?.revision === layout.legend?.uirevision)
    view.legend?.visible.forEach((visible, i) => { if (data[i]) data[i].visible = visible; });
}

function wrap(Plotly) {
  const react = Plotly.react;
  Plotly.react = async function (plot, figure, ...rest) {
    const view = kept.get(name(plot)), first = !plot._fullLayout;
    if (!view) return react.call(this, plot, figure, ...rest);
    const own = first ? Object.keys(view).map(axis => [axis, figure.layout[axis]?.range?.slice()]) : [];
    put(figure, view);
    const painted = await react.call(this, plot, figure, ...rest);
    // A double click goes back to what the figure itself shows.
    for (const [axis, range] of own) {
      const drawn = plot._fullLayout?.[axis];
      if (range && drawn) [drawn._rangeInitial0, drawn._rangeInitial1] = range;
    }
    return painted;
  };
  Plotly.react.keeps = true;
}

function touch(event) {
  const plot = event.target.closest?.(".js-plotly-plot");
  if (!plot || touched.has(plot) || !window.Plotly) return;
  touched.add(plot);
  if (!window.Plotly.react.keeps) wrap(window.Plotly);
  plot.on("plotly_relayout", changes => moved(plot, changes));
  plot.on("plotly_restyle", changes => turned(plot, changes));
}

export default function () {
  const acts = ["pointerdown", "wheel", "focusin"];
  for (const act of acts) document.addEventListener(act, touch, { capture: true, passive: true });
  return () => acts.forEach(act => document.removeEventListener(act, touch, { capture: true }));
}
"""
_rememberer = component("hlhdash.kept_view", js=_REMEMBER)


def draw() -> None:
    """Remember what is done to figures, on every screen."""
    _rememberer(key="kept_view")
