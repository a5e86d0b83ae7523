"""Every task in trouble, by what stopped it: the groups, what the marked one holds, and the way to its tasks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.text import Text, enumeration, printable
from fargate_doctor.tui.drawing.marks import hanging, quiet, status_in_words
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import CopyWanted, TasksWanted, WorkWanted
from fargate_doctor.tui.screens.naming_screen import NamingScreen
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.tui.fleet_groups import FleetGroup
    from fargate_doctor.tui.jobs import Fleet

_TITLE: Final = Text(en="causes in {title}", es="causas en {title}")
_COUNTED: Final = Text(
    en="tasks in trouble: {tasks} · groups: {groups}", es="tareas con problemas: {tasks} · grupos: {groups}"
)
_TASKS: Final = Text(en="{count} tasks", es="{count} tareas")
_ONE: Final = Text(en="1 task", es="1 tarea")
_SERVICES: Final = Text(en="Services: {names}", es="Servicios: {names}")
_MISSING: Final = Text(en="Permissions that would tell more: {names}", es="Permisos que dirían más: {names}")
_NONE: Final = Text(
    en="No task on Fargate is stopped, pending or unhealthy here.",
    es="Aquí no hay ninguna tarea de Fargate detenida, pendiente ni en mal estado.",
)


class FleetScreen(NamingScreen):
    """Above the groups, below what the marked one holds."""

    CSS_PATH = "fleet.tcss"
    AUTO_FOCUS = "PlainList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("fleet.open", "fleet.copy")]

    def __init__(self, fleet: Fleet) -> None:
        super().__init__()
        self._fleet = fleet

    def body(self) -> ComposeResult:
        """Lay out count, groups and detail."""
        yield Static(id="counted", markup=False)
        yield PlainList()
        with Pane(id="about"):
            yield Static(id="detail", markup=False)

    def draw(self) -> None:
        """Show the groups; the cursor stays."""
        groups = self._fleet.groups
        self.header.show(words=_TITLE.fill(title=self._fleet.title))
        tasks = len({key for group in groups for key in group.keys})
        counted = _COUNTED.fill(tasks=tasks, groups=len(groups)) if groups else _NONE
        self.query_one("#counted", Static).update(quiet(say(self, counted)))
        listed = self.query_one(PlainList)
        listed.display = bool(groups)
        marked = listed.highlighted
        width = listed.scrollable_content_region.width
        listed.set_options(Option(hanging(self._line(group), width)) for group in groups)
        listed.highlighted = (marked or 0) if groups else None
        self._draw_detail()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the list to the new width."""
        del event
        if self.is_mounted:
            self.call_after_refresh(self.draw)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing where there is no group."""
        if action in ("open", "copy", "copy_name", "console"):
            return self._marked is not None
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the marked group holds."""
        event.stop()
        self._draw_detail()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the group that was clicked."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show the tasks of the group; of a single one, its diagnosis."""
        group, tasks = self._marked, self._fleet.tasks
        if group is None:
            return
        keys = set(group.keys)
        rows = tuple(row for row in tasks.rows if row.key in keys)
        if len(rows) == 1:
            self.post_message(WorkWanted(tasks.choose(rows[0])))
        else:
            self.post_message(TasksWanted(replace(tasks, title=group.title, rows=rows, refresh=None, grouping=None)))

    def action_copy(self) -> None:
        """Copy the group with its tasks."""
        if self._marked:
            self.post_message(CopyWanted(self._about(self._marked).plain))

    @property
    def task_arn(self) -> str:
        """Return the first task of the marked group."""
        return self._marked.keys[0].rpartition("#")[2] if self._marked and self._marked.keys else ""

    def marked_words(self) -> str:
        """Return the resource of the marked group."""
        return f"{self._marked.resource} {' '.join(self._marked.keys).replace('#', ' ')}" if self._marked else ""

    @property
    def _marked(self) -> FleetGroup | None:
        place = self.query_one(PlainList).highlighted
        return self._fleet.groups[place] if place is not None and place < len(self._fleet.groups) else None

    def _line(self, group: FleetGroup) -> Content:
        return Content.assemble(
            status_in_words(group.status, language_of(self)),
            f" · {say(self, _counted(group))} · ",
            say(self, group.title),
            quiet(f" · {printable(group.id)}") if group.id else "",
        )

    def _draw_detail(self) -> None:
        group = self._marked
        self.query_one("#detail", Static).update(self._about(group) if group else Content())
        self.refresh_bindings()

    def _about(self, group: FleetGroup) -> Content:
        named = " · ".join(each for each in (group.id, group.resource) if each)
        lines = [Content.styled(say(self, group.title), "bold"), quiet(printable(named))] if named else []
        services = _SERVICES.fill(names=enumeration(tuple(map(printable, group.services))))
        lines.append(Content(say(self, services)))
        if group.gaps:
            lines.append(Content(say(self, _MISSING.fill(names=enumeration(group.gaps)))))
        lines += [Content(printable(arn.rpartition("task/")[2])) for arn in group.keys]
        return Content("\n").join(lines)


def _counted(group: FleetGroup) -> Text:
    return _ONE if len(group.keys) == 1 else _TASKS.fill(count=len(group.keys))
