"""The parts of the million-domain benchmark that need no system."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from benchmarks.million.__main__ import listed
from benchmarks.million.plot import draw
from benchmarks.million.reports import report
from benchmarks.million.watch import PARTS, Answers, Sample

SVG = "{http://www.w3.org/2000/svg}"


def test_the_plot_has_a_line_for_each_part_and_keeps_its_peak() -> None:
    samples = [Sample(float(second), dict.fromkeys(PARTS, 10000000)) for second in range(2_000)]
    samples[1_234] = Sample(1_234.0, dict.fromkeys(PARTS, 90000000))

    drawn = ElementTree.fromstring(draw(samples, [(3.0, "submit <1>")], "memory & more"))

    lines = [line.attrib["points"].split() for line in drawn.iter(f"{SVG}polyline")]
    assert len(lines) == len(PARTS)
    assert all(len({point.split(",")[1] for point in line}) == 2 for line in lines)


def test_the_list_has_as_many_lines_as_asked_and_one_in_so_many_is_real() -> None:
    names = [json.loads(line) for line in b"".join(listed("site", 2_500, 50)).splitlines()]

    assert len(set(names)) == 2_500
    assert sum(name.endswith(".farm.test") for name in names) == 50
    assert not any(name.endswith(".farm.test") for name in map(json.loads, b"".join(listed("a", 60, 0)).splitlines()))


def test_a_stubbed_report_is_always_the_same() -> None:
    assert report("site-7.com") == report("site-7.com")
    assert {report(f"site-{number}.com").outcome.value for number in range(500)} == {"ok", "nxdomain"}


def test_percentiles_are_those_of_what_was_asked() -> None:
    answers = Answers()
    answers.seconds["status"] = [number / 1_000 for number in range(100, 0, -1)]

    assert answers.percentile("status", 0.5) == 0.051
    assert answers.percentile("status", 0.99) == 0.1
    assert answers.percentile("jobs", 0.99) == 0.0
