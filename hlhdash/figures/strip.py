"""The colour strip of a lane: the values of one analyte over time, and the bar that tells the colours."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from hlhdash.analysis.swimmer import Strip, Swimmer
from hlhdash.figures.facts import Facts
from hlhdash.figures.lanes import Floats, Lanes
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

# From calm to ill, each step darker on the white page and brighter on the dark one: it holds in greyscale.
LIGHT = ("#f3eef8", "#dcc3e6", "#d08cc3", "#c2508f", "#9a1f5c", "#4d0a33")
DARK = ("#2b2438", "#5a2f63", "#963a7a", "#cf5484", "#f08c8c", "#fde2c8")
TALL = 62.0  # pixels of the colour bar with its title and ticks
LEVELS = 96  # colours that are told apart
MOST_TICKS = 4


def strip(result: Swimmer, rows: Lanes, look: Look, unit: str, told: Facts) -> list[dict[str, Any]]:
    """Return the strip as one trace, which the legend turns on and off; none where no analyte was asked for.

    Its colours are written out: for bars coloured by a number Plotly logs a warning each, which doubles the time it
    takes to paint them all.
    """
    found = result.strip
    if found is None:
        return []
    table = found.cells
    start, end = table["start_day"].to_numpy(float), table["end_day"].to_numpy(float)
    values = table["value"].to_numpy(float)
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": look.write(message("{analyte} (strip)", analyte=plain(look.say(found.title), 20))),
            "base": start / UNIT_DAYS[unit],
            "x": (end - start) / UNIT_DAYS[unit],
            "y": rows.y[table["lane"].to_numpy(int)] + rows.strip.middle,
            "width": np.full(len(table), rows.strip.thick),
            "customdata": table["patient_id"].to_numpy(object),
            "hovertext": _hover(found, look, told),
            "hoverinfo": "text",
            "marker": {"color": strip_colours(values, found, look), "line": {"width": 0}},
            "legendgroup": "strip",
            "legendrank": 200,
        }
    ]


def colour_bar(found: Strip, look: Look, n: int, long: float) -> dict[str, Any]:
    """Return what makes the `n` markers of another trace carry the colour bar, above the legend.

    Parameters
    ----------
    long : pixels of the bar
    """
    low, high = _ends(found)
    shades = _shades(found, look)
    return {
        "color": np.full(n, low),
        "colorscale": [[i / (len(shades) - 1), shade] for i, shade in enumerate(shades)],
        "cmin": low,
        "cmax": high,
        "showscale": True,
        "colorbar": _bar(found, look, long),
    }


def _shades(found: Strip, look: Look) -> tuple[str, ...]:
    shades = DARK if look.dark else LIGHT
    return shades[::-1] if found.low_is_ill else shades


def strip_colours(values: Floats, found: Strip, look: Look) -> np.ndarray:
    """Return the colour of each value, between its neighbours on the scale."""
    shades = _shades(found, look)
    stops = np.array([[int(shade[i : i + 2], 16) for i in (1, 3, 5)] for shade in shades], dtype=float)
    at, known = np.linspace(0, 1, LEVELS), np.linspace(0, 1, len(shades))
    channels = np.column_stack([np.interp(at, known, stops[:, k]) for k in range(3)]).round().astype(int)
    levels = np.array([f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in channels.tolist()], dtype=object)
    low, high = _ends(found)
    share = ((np.log10(values) if found.log else values) - low) / (high - low)
    return levels[np.round(np.clip(share, 0, 1) * (LEVELS - 1)).astype(int)]


def _ends(found: Strip) -> tuple[float, float]:
    low, high = (math.log10(found.low), math.log10(found.high)) if found.log else (found.low, found.high)
    return low, high if high > low else low + 1


def _bar(found: Strip, look: Look, long: float) -> dict[str, Any]:
    low, high = _ends(found)
    ticks = _ticks(low, high, log=found.log)
    name, unit = look.say(found.title), plain(found.unit, 14)
    said = look.say(message("{analyte} ({unit})", analyte=name, unit=unit)) if unit else name
    return {
        "x": 1,
        "xanchor": "left",
        "xpad": 14,
        "y": 1,
        "yanchor": "top",
        "ypad": 0,
        "orientation": "h",
        "lenmode": "pixels",
        "len": long,
        "thickness": 11,
        "outlinewidth": 0,
        "tickvals": [math.log10(one) for one in ticks] if found.log else ticks,
        "ticktext": [short(one) for one in ticks],
        "tickangle": 0,
        "tickfont": {"size": look.sizes.small, "color": look.theme.ink},
        "title": {
            "text": escaped(plain(said, 30)),
            "side": "top",
            "font": {"size": look.sizes.small, "color": look.theme.muted},
        },
    }


def _ticks(low: float, high: float, *, log: bool) -> list[float]:
    """Return up to `MOST_TICKS` round values between two ends, which are logarithms where the scale is one."""
    if log:
        for steps in ((1, 2, 5), (1, 3), (1,)):
            found = [k * 10.0**e for e in range(math.floor(low), math.ceil(high) + 1) for k in steps]
            found = [one for one in found if low <= math.log10(one) <= high]
            if 2 <= len(found) <= MOST_TICKS:
                return found
        return found[:: max(1, math.ceil(len(found) / MOST_TICKS))]
    size = 10.0 ** math.floor(math.log10(high - low))
    step = next(k * size for k in (0.2, 0.5, 1, 2, 5) if (high - low) / (k * size) <= MOST_TICKS - 1)
    return [round(k * step, 6) for k in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def short(value: float) -> str:
    """Write a value of the colour bar: 30k, 2M."""
    size, letter = next(((size, letter) for size, letter in ((1e6, "M"), (1e3, "k")) if value >= size), (1.0, ""))
    return f"{value / size:g}{letter}"


def _hover(found: Strip, look: Look, told: Facts) -> np.ndarray:
    words = look.write(message("{analyte} {value} {unit}, day {day}"))
    name, unit = escaped(plain(look.say(found.title))), escaped(plain(found.unit))
    table = found.cells
    days: Floats = np.round(table["start_day"].to_numpy(float), 1)
    cells = (table["lane"].tolist(), table["value"].tolist(), table["bound"].tolist(), days.tolist())
    return np.array(
        [
            f"{told.short[lane]}<br>"
            + words.format(analyte=name, value=f"{escaped(bound)}{value:.6g}", unit=unit, day=f"{day:g}")
            for lane, value, bound, day in zip(*cells, strict=True)
        ],
        dtype=object,
    )
