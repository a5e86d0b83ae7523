"""Looks for what is cut or overlaps on a screen."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from fargate_doctor.tui.widgets.key_bar import KeyBar
from fargate_doctor.tui.widgets.task_header import TaskHeader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.widget import Widget


def faults_of(app: App[None]) -> list[str]:
    """Return in words what is cut or overlaps on the screen that is shown."""
    return [*_overlaps(app.screen), *_cuts(app.screen), *_too_wide(app.screen)]


def _shown(parent: Widget) -> Iterator[Widget]:
    return (each for each in parent.children if each.display and each.visible and each.styles.overlay != "screen")


def _walk(parent: Widget) -> Iterator[Widget]:
    for each in _shown(parent):
        yield each
        yield from _walk(each)


def _overlaps(screen: Widget) -> Iterator[str]:
    for parent in (screen, *_walk(screen)):
        siblings = [each for each in _shown(parent) if each.__class__.__name__ not in ("ToastRack", "Tooltip")]
        for one, other in combinations(siblings, 2):
            if one.region.intersection(other.region).area:
                yield f"{one!r} overlaps {other!r}"


def _cuts(screen: Widget) -> Iterator[str]:
    for each in _walk(screen):
        if each.__class__.__name__ in ("ToastRack", "Tooltip") or each.region.area == 0:
            continue
        if each.region.right > screen.region.right or each.region.x < 0:
            yield f"{each!r} leaves the screen sideways"
        if each.is_scrollable and each.max_scroll_x > 0:
            yield f"{each!r} is wider than its place"
        if isinstance(each, Static) and each.styles.text_wrap != "nowrap":
            needed = each.get_content_height(each.size, screen.size, each.content_size.width)
            if needed > each.content_size.height:
                yield f"{each!r} needs {needed} lines and has {each.content_size.height}"


def _too_wide(screen: Widget) -> Iterator[str]:
    for kind in (TaskHeader, KeyBar):
        for line in screen.query(kind):
            content = line.render()
            assert isinstance(content, Content)
            if content.cell_length > line.content_size.width:
                yield f"{line!r} holds {content.cell_length} cells and has {line.content_size.width}: {content.plain}"
