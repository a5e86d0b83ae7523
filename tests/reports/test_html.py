"""The page stands alone, says what the text says, and shows AWS's words without obeying them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from fargate_doctor.case.model import Case
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.reports.as_html import to_html
from fargate_doctor.reports.as_junit import to_junit
from fargate_doctor.reports.report import Report
from fargate_doctor.text import LANGUAGES, Language

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
EVIL = "</script><img src=x onerror=alert(1)>\u202e\x1b[31m]]> & \"'"
VOID = {"meta", "br", "rect", "path"}


def _report(case: Case) -> Report:
    snapshot = Snapshot.of(case)
    return Report(diagnose_task(snapshot, proves=False), snapshot, "demo", NOW)


def _evil_case() -> Case:
    case = catalogue.open_demo("no-route")
    text = case.model_dump_json(by_alias=True)
    document = Case.model_validate_json(text).model_dump(by_alias=True)
    for record in document["records"]["ecs:DescribeTasks"]:
        for task in record["answer"]["tasks"]:
            task["stoppedReason"] += EVIL
            task["group"] = f"service:{EVIL}"
    return Case.model_validate(document)


class _Page(HTMLParser):
    """Reads a page as a browser does, and remembers its tags and whether each was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _read(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    parser.close()
    return parser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", catalogue.names())
def test_a_page_stands_alone(name: str, language: Language) -> None:
    """No script, nothing that a browser would fetch, every tag closed, and the language said."""
    page = to_html(_report(catalogue.open_demo(name)), language)

    read = _read(page)
    assert read.open == []
    assert ("html", {"lang": language}) in read.tags
    assert {"script", "img", "link", "iframe", "object", "embed", "image", "use"}.isdisjoint(
        tag for tag, _ in read.tags
    )
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "src"]
    links = [attributes["href"] or "" for tag, attributes in read.tags if tag == "a"]
    assert all(link.startswith("https://docs.") for link in links)
    assert not re.search(r"url\(|@import", page)


def test_the_broken_hop_stands_out_in_the_picture() -> None:
    """Each way that fails is drawn, its station by its verdict, with the reason behind it."""
    page = to_html(_report(catalogue.open_demo("no-route")), "en")

    assert '<g class="fail"><title>' in page
    assert page.count("<svg ") == page.count("</svg>") > 0
    for svg in re.findall(r"<svg .*?</svg>", page):
        ET.fromstring(svg)  # noqa: S314 - made here


def test_words_of_aws_are_shown_and_not_obeyed() -> None:
    """Neither tags nor directions nor escapes get through."""
    page = to_html(_report(_evil_case()), "en")

    read = _read(page)
    assert read.open == []
    assert "img" not in {tag for tag, _ in read.tags}
    assert any("onerror=alert(1)" in words for words in read.words)
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", catalogue.names())
def test_every_question_is_a_test_case(name: str, language: Language) -> None:
    """What fails is a failure with its finding, what is not known is skipped and says why."""
    report = _report(catalogue.open_demo(name))

    root = ET.fromstring(to_junit(report, language))  # noqa: S314 - made here
    suite = root[0]
    cases = suite.findall("testcase")
    steps = report.diagnosis.steps
    assert [(case.get("name") or "").partition(":")[0] for case in cases] == [step.check.id for step in steps]
    for case, step in zip(cases, steps, strict=True):
        outcome = "".join(each.tag for each in case)
        assert outcome == {"pass": "", "fail": "failure"}.get(step.verdict, "skipped")
        assert all(each.get("message") for each in case)
    assert int(suite.get("failures") or 0) == len(suite.findall("testcase/failure"))
    assert int(suite.get("skipped") or 0) == len(suite.findall("testcase/skipped"))
    assert int(suite.get("tests") or 0) == len(cases)


def test_junit_holds_whatever_aws_says() -> None:
    """XML has no place for control characters, and a message may look like its end."""
    ET.fromstring(to_junit(_report(_evil_case()), "en"))  # noqa: S314 - made here
