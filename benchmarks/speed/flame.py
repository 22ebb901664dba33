"""A flame graph as SVG: the wider, the more CPU; the colour says which part of the worker it is."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.speed.sampling import ELSE, LIBRARIES, OWN, TLS, Profile, Stack, part_of

WIDTH, ROW, LEGEND = 1400, 16, 60
THINNEST = 0.6  # pixels
COLOURS = ("#e4572e", "#f3a712", "#f0c75e", "#d98880", "#7fb069", "#3e8e7e", "#8fb8de", "#9f86c0", "#4a7fb5", "#c27ba0")
MORE_COLOURS = ("#b5a642", "#76a5af", "#6fa8dc", "#b7b7b7", "#d4b483")
COLOUR_OF = dict(
    zip(
        dict.fromkeys([*(part for part, _ in (*OWN, *LIBRARIES)), TLS, ELSE]),
        (*COLOURS, *MORE_COLOURS),
        strict=False,
    )
)
_OWN = re.compile(r"(scraper_sky|tasks)/")


@dataclass(slots=True)
class _Node:
    name: str
    parts: dict[str, int] = field(default_factory=dict)
    children: dict[str, _Node] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.parts.values())

    @property
    def depth(self) -> int:
        return 1 + max((child.depth for child in self.children.values()), default=0)


def draw(profile: Profile, title: str) -> str:
    """The SVG document. Pointing at a frame tells its name and its share."""
    root = _tree(profile.stacks)
    height = LEGEND + ROW * (root.depth + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="Verdana, sans-serif" font-size="10">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="8" y="16" font-size="13">{html.escape(title)}</text>',
        *_legend(profile),
        *_boxes(root, 0.0, 0, WIDTH / max(1, root.count), root.count, height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _tree(stacks: Mapping[Stack, int]) -> _Node:
    root = _Node("all")
    for stack, count in stacks.items():
        part, node = part_of(stack), root
        node.parts[part] = node.parts.get(part, 0) + count
        for frame in _shown(stack):
            node = node.children.setdefault(frame, _Node(frame))
            node.parts[part] = node.parts.get(part, 0) + count
    return root


def _shown(stack: Stack) -> list[str]:
    """Function and file; addresses in libraries without names say nothing, nor does how a thread begins."""
    frames = [re.sub(r":\d+\)$", ")", frame) for frame in stack if not frame.startswith("0x")]
    begin = next((place for place, frame in enumerate(frames) if _OWN.search(frame)), 0)
    return frames[begin:]


def _legend(profile: Profile) -> list[str]:
    shapes, x, y = [], 8, 26
    for part, share in profile.by_part().items():
        label = f"{part} {share:.0%}"
        if x + 7 * len(label) > WIDTH:
            x, y = 8, y + 16
        shapes.append(f'<rect x="{x}" y="{y}" width="10" height="10" fill="{COLOUR_OF[part]}"/>')
        shapes.append(f'<text x="{x + 14}" y="{y + 9}">{html.escape(label)}</text>')
        x += 22 + 7 * len(label)
    return shapes


def _boxes(node: _Node, x: float, row: int, scale: float, total: int, height: int) -> list[str]:
    shapes = []
    for child in sorted(node.children.values(), key=lambda each: each.name):
        width = child.count * scale
        if width >= THINNEST:
            shapes += [_box(child, x, height - ROW * (row + 1), width, total)]
            shapes += _boxes(child, x, row + 1, scale, total, height)
        x += width
    return shapes


def _box(node: _Node, x: float, y: int, width: float, total: int) -> str:
    colour = COLOUR_OF[max(node.parts, key=lambda part: node.parts[part])]
    name = html.escape(node.name)
    letters = int(width / 6.2)
    shown = html.escape(node.name.partition(" (")[0][:letters]) if letters > 3 else ""
    label = f'<text x="{x + 2:.1f}" y="{y + 11}">{shown}</text>' if shown else ""
    return (
        f"<g><title>{name}: {node.count / total:.1%}</title>"
        f'<rect x="{x:.1f}" y="{y}" width="{max(width - 0.4, 0.4):.1f}" '
        f'height="{ROW - 1}" fill="{colour}"/>{label}</g>'
    )
