"""The memory of the parts over time, as one SVG that needs nothing to be drawn or seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from benchmarks.million.watch import PARTS, Sample

WIDTH, HEIGHT = 960, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 150, 40, 40
POINTS = 600  # of a line at the most
COLOURS = dict(zip(PARTS, ("#1f77b4", "#ff7f0e", "#2ca02c", "#8c564b", "#9467bd", "#d62728"), strict=True))
MB = 1_000_000


def draw(samples: Sequence[Sample], marks: Sequence[tuple[float, str]], title: str) -> str:
    longest = max(sample.seconds for sample in samples)
    top = _round_up(max(max(sample.bytes_of.values()) for sample in samples) / MB)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18" font-size="14" font-weight="bold">{escape(title)}</text>',
        *_grid(longest, top),
        *_marks(marks, longest),
        *(part for name in PARTS for part in _line(name, samples, longest, top)),
        *_names(samples, top),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _grid(longest: float, top: float) -> Iterator[str]:
    for step in range(6):
        y = _y(top * step / 5, top)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{top * step / 5:.0f}</text>'
        x = _x(longest * step / 5, longest)
        yield f'<text x="{x:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{longest * step / 5:.0f} s</text>'
    yield f'<text x="{LEFT - 8}" y="{TOP - 8}" text-anchor="end">MB</text>'


def _marks(marks: Sequence[tuple[float, str]], longest: float) -> Iterator[str]:
    for number, (seconds, name) in enumerate(marks):
        x, y = _x(seconds, longest), TOP + 12 + 13 * (number % 4)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#888" stroke-dasharray="3 3"/>'
        yield f'<text x="{x + 3:.1f}" y="{y}" font-size="10" fill="#555">{escape(name)}</text>'


def _line(name: str, samples: Sequence[Sample], longest: float, top: float) -> Iterator[str]:
    """The largest of each group of samples, so that no peak is lost by thinning out."""
    size = max(1, len(samples) // POINTS)
    groups = [samples[start : start + size] for start in range(0, len(samples), size)]
    points = " ".join(
        f"{_x(group[0].seconds, longest):.1f},{_y(max(one.bytes_of[name] for one in group) / MB, top):.1f}"
        for group in groups
    )
    yield f'<polyline points="{points}" fill="none" stroke="{COLOURS[name]}" stroke-width="1.5"/>'


def _names(samples: Sequence[Sample], top: float) -> Iterator[str]:
    """The name of each line and its largest value, beside the end of the line and not over one another."""
    by_height = sorted(PARTS, key=lambda name: -samples[-1].bytes_of[name])
    y = 0.0
    for name in by_height:
        y = max(_y(samples[-1].bytes_of[name] / MB, top) + 4, y + 15)
        most = max(sample.bytes_of[name] for sample in samples) / MB
        yield f'<text x="{WIDTH - RIGHT + 6}" y="{y:.1f}" fill="{COLOURS[name]}">{name} (≤ {most:.0f})</text>'


def _x(seconds: float, longest: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * seconds / longest


def _y(megabytes: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * megabytes / top


def _round_up(value: float) -> float:
    step = 10 ** max(0, len(str(int(value))) - 2)
    return max(50.0, -(-value // (5 * step)) * 5 * step)
