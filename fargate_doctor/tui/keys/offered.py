"""The actions that work on a screen now, with the keys that they have now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.keys import key_to_character

from fargate_doctor.tui.keys.catalogue import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from fargate_doctor.tui.keys.key import Key


class Offered(NamedTuple):
    """An action, the key to press by textual's name, how that is shown, and whether the key bar has it."""

    key: Key
    pressed: str
    shown: str
    is_in_bar: bool


def offered_on(screen: Screen[object]) -> Iterator[Offered]:
    """Yield every action that works here and now, once; what a field would take as typed does not."""
    seen: set[str] = set()
    focused = screen.focused
    for _, binding, enabled, _ in screen.active_bindings.values():
        if not enabled or binding.id not in KEYS or binding.id in seen:
            continue
        if focused is not None and focused.check_consume_key(binding.key, key_to_character(binding.key)):
            continue
        seen.add(binding.id)
        yield Offered(KEYS[binding.id], binding.key, screen.app.get_key_display(binding), binding.show)
