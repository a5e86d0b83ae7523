"""The task itself: what ECS said, and the facts that one looks for first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.reports.message_words import summary_of
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import heading, quiet
from fargate_doctor.tui.drawing.times import time_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.symptom import Symptom
    from fargate_doctor.model.task import Task
    from fargate_doctor.text import Language

_SAID: Final = Text(en="What ECS said", es="Lo que dijo ECS")
_NOTHING: Final = Text(
    en="ECS gives no reason. The questions are asked all the same.",
    es="ECS no da ningún motivo. Las preguntas se plantean igualmente.",
)
_ABOUT: Final = Text(en="About the task", es="Sobre la tarea")

_LABELS: Final = {
    "task": Text(en="task", es="tarea"),
    "cluster": Text(en="cluster", es="clúster"),
    "service": Text(en="service", es="servicio"),
    "definition": Text(en="definition", es="definición"),
    "platform": Text(en="platform", es="plataforma"),
    "status": Text(en="status", es="estado"),
    "created": Text(en="created", es="creada"),
    "started": Text(en="started", es="iniciada"),
    "stopped": Text(en="stopped", es="detenida"),
}


def what_ecs_said(symptom: Symptom, language: Language) -> Content:
    """Return the symptom in few words, and ECS's own words in full."""
    if symptom.message is None:
        return Content.assemble(heading(_SAID.in_language(language)), "\n", _NOTHING.in_language(language))
    own = printable(symptom.message.text)
    lines = [
        Content.styled(printable(summary_of(symptom.message).in_language(language)), "bold"),
        Content(),
        heading(_SAID.in_language(language)),
    ]
    lines.append(Content(f"“{own}”" if language == "en" else f"«{own}»"))
    return Content("\n").join(lines)


def about_task(task: Task, language: Language) -> Content:
    """Return the facts of a task, one a line."""
    lines = [heading(_ABOUT.in_language(language))]
    width = max(len(label.in_language(language)) for label in _LABELS.values())
    for name, value in _facts(task):
        label = _LABELS[name].in_language(language).ljust(width)
        lines.append(Content.assemble(quiet(f"{label}  "), printable(value)))
    return Content("\n").join(lines)


def _facts(task: Task) -> Iterator[tuple[str, str]]:
    yield "task", task.task_id
    yield "cluster", task.cluster_name
    if task.service_name:
        yield "service", task.service_name
    yield "definition", task.task_definition_arn.rpartition("/")[2]
    platform = " ".join(filter(None, (task.platform_family, task.platform_version)))
    if platform:
        yield "platform", platform
    yield "status", " · ".join(filter(None, (task.last_status, task.stop_code)))
    for name, when in (("created", task.created_at), ("started", task.started_at), ("stopped", task.stopped_at)):
        yield name, time_in_words(when)
