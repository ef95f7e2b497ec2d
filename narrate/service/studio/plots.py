"""Plots as SVG, drawn by the server: bars with their values, which a screen reader reads too."""

from collections.abc import Sequence
from typing import Any, Final

_WIDTH: Final = 640
_HEIGHT: Final = 180
_FOOT: Final = 24  # for the labels below
_HEAD: Final = 18
_MOST_LABELS: Final = 11


def bars(values: Sequence[tuple[str, int]], title: str, most: int = 0) -> dict[str, Any]:
    """Return the geometry of bars for the template: labels and values, ``most`` at the top.

    >>> plot = bars([("a", 2), ("b", 4)], "Plays")
    >>> [(bar["x"], bar["height"]) for bar in plot["bars"]]
    [(32.0, 69.0), (352.0, 138.0)]
    """
    top = max(most, 1, *(value for _, value in values)) if values else max(most, 1)
    step = _WIDTH / max(1, len(values))
    room = _HEIGHT - _FOOT - _HEAD
    every = -(-len(values) // _MOST_LABELS)
    return {
        "title": title,
        "width": _WIDTH,
        "height": _HEIGHT,
        "base": _HEIGHT - _FOOT,
        "top": top,
        "bars": [
            {
                "label": label,
                "value": value,
                "is_labelled": number % every == 0,
                "x": round(number * step + step * 0.1, 1),
                "middle": round((number + 0.5) * step, 1),
                "width": round(step * 0.8, 1),
                "height": round(room * value / top, 1),
                "y": round(_HEIGHT - _FOOT - room * value / top, 1),
            }
            for number, (label, value) in enumerate(values)
        ],
    }
