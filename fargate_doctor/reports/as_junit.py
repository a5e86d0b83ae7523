"""A diagnosis as JUnit XML, which pipelines show: every question is a test case.

A question that fails is a failure; one without an answer, or that does not apply, is skipped and says why.
https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from fargate_doctor.reports import words
from fargate_doctor.reports.times import rfc3339
from fargate_doctor.text import printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Finding, Step
    from fargate_doctor.reports.report import Report
    from fargate_doctor.text import Language

_SUITE: Final = "fargate-doctor"


def to_junit(report: Report, language: Language) -> str:
    """Return the diagnosis as a JUnit document."""
    diagnosis = report.diagnosis
    failures = sum(each.verdict == "fail" for each in diagnosis.steps)
    skipped = sum(each.verdict in ("unknown", "not_applicable") for each in diagnosis.steps)
    counts = f'tests="{len(diagnosis.steps)}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    findings = {each.id: each for each in diagnosis.findings}
    cases = "\n".join(_case(each, findings, language) for each in diagnosis.steps)
    facts = diagnosis.facts
    subject = facts.task.task_arn if facts else diagnosis.service or ""
    head = f"name={_quoted(_SUITE)} {counts}"
    at = _quoted(rfc3339(report.generated_at) or "")
    properties = _properties((("subject", subject), ("status", diagnosis.status)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {head}>\n'
        f"  <testsuite {head} timestamp={at}>\n{properties}{cases}\n  </testsuite>\n</testsuites>\n"
    )


def _properties(values: tuple[tuple[str, str], ...]) -> str:
    listed = "".join(f"      <property name={_quoted(name)} value={_quoted(value)}/>\n" for name, value in values)
    return f"    <properties>\n{listed}    </properties>\n"


def _case(step: Step, findings: dict[str, Finding], language: Language) -> str:
    area = step.check.id.partition(".")[0]
    name = f"{step.check.id}: {step.check.question.in_language(language)}"
    opening = f"    <testcase classname={_quoted(f'{_SUITE}.{area}')} name={_quoted(name)} time=" + '"0"'
    inside = _outcome(step, findings, language)
    return f"{opening}>\n{inside}    </testcase>" if inside else f"{opening}/>"


def _outcome(step: Step, findings: dict[str, Finding], language: Language) -> str:
    because = step.because.in_language(language)
    if step.verdict == "pass":
        return ""
    if step.verdict != "fail":
        word = words.VERDICTS[step.verdict].in_language(language)
        message = f"{word}: {because}" if because else word
        return f"      <skipped message={_quoted(message)}/>\n"
    raised = [findings[each] for each in step.findings if each in findings]
    said = "\n".join(_finding(each, language) for each in raised) or because
    kind = " ".join(each.id for each in raised) or step.check.id
    return f"      <failure message={_quoted(because)} type={_quoted(kind)}>{_inert(said)}</failure>\n"


def _finding(finding: Finding, language: Language) -> str:
    title, detail = finding.title.in_language(language), finding.detail.in_language(language)
    return f"[{finding.level}] {finding.id}: {title}\n{detail}"


def _inert(text: str) -> str:
    return escape(printable(text, lines=True))


def _quoted(text: str) -> str:
    return quoteattr(printable(text))
