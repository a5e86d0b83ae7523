"""The keys that the user gave to actions: which of them hold, and what is wrong with the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.storage.settings_words import reason_of
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.keys.catalogue import KEYS
from fargate_doctor.tui.keys.moves import MOVES
from fargate_doctor.tui.keys.names import is_typed, key_named, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fargate_doctor.storage import LoadedSettings

_NO_ACTION: Final = Text(en="there is no action {name}", es="no existe la acción {name}")
_NO_KEY: Final = Text(en="{action}: there is no key “{key}”", es="{action}: no existe la tecla «{key}»")
_NONE_LEFT: Final = Text(en="{action} needs a key", es="{action} necesita una tecla")
_RESERVED: Final = Text(
    en="{action}: {key} is needed by terminals, fields or numbered answers",
    es="{action}: {key} hace falta para la terminal, los campos o las respuestas numeradas",
)
_TYPED: Final = Text(
    en="{action} works inside fields too, and {key} would be typed there",
    es="{action} funciona también en los campos, y {key} se escribiría en ellos",
)
_CONFLICT: Final = Text(
    en="{key} does {other} on the same screen as {action}", es="{key} es {other} en la misma pantalla que {action}"
)
_TAKEN: Final = frozenset({"ctrl+c", "ctrl+p", "ctrl+q", "tab", "shift+tab", "backspace", "ctrl+z", *"123456789"})
_IN_FIELDS: Final = frozenset({"screen.back", "start.leave", "collecting.stop", "dialog.accept"})

DEFAULTS: Final[dict[str, tuple[str, ...]]] = {
    **{action: tuple(key.keys.split(",")) for action, key in KEYS.items()},
    **{action: (move.keys,) for action, move in MOVES.items()},
}
"""The keys of every action where nothing was chosen."""


@frozen
class Remapping:
    """The keys of all actions; empty where none was changed. `loaded` says what is wrong with the others."""

    keys: Mapping[str, tuple[str, ...]]
    loaded: LoadedSettings

    @property
    def keymap(self) -> dict[str, str]:
        """Return the keys as textual takes them.

        Every action stands in it, because textual drops the neighbours of a key that it moves.
        """
        return {action: ",".join(keys) for action, keys in (DEFAULTS | dict(self.keys)).items()} if self.keys else {}

    def shown(self, action: str) -> str:
        """Return how the key of an action is shown."""
        if action in self.keys or action not in KEYS:
            return " ".join(shown(each) for each in (self.keys.get(action) or DEFAULTS[action]))
        return KEYS[action].shown

    def first(self, action: str) -> str:
        """Return how the first of its keys is shown."""
        return shown((self.keys.get(action) or DEFAULTS[action])[0])


def remapped(loaded: LoadedSettings, rooms: Iterable[frozenset[str]]) -> Remapping:
    """Return the keys that hold. `rooms` are the actions that can be done at one place, for each place."""
    chosen: dict[str, tuple[str, ...]] = {}
    for action, names in loaded.settings.keys:
        keys = tuple(key_named(each) for each in names)
        if reason := _fault(action, names, keys):
            loaded = loaded.with_problem(("keys", action), reason, is_unknown=action not in DEFAULTS)
        else:
            chosen[action] = tuple(dict.fromkeys(each for each in keys if each))
    together = tuple(rooms)
    while conflict := next(_conflicts(chosen, together), None):
        action, other, key = conflict
        reason = _CONFLICT.fill(key=shown(key), other=other, action=action)
        loaded = loaded.with_problem(("keys", action), reason)
        del chosen[action]
    held = tuple((action, names) for action, names in loaded.settings.keys if action in chosen)
    settings = loaded.settings.model_copy(update={"keys": held})
    return Remapping(chosen, replace(loaded, settings=settings))


def _fault(action: str, names: tuple[str, ...], keys: tuple[str | None, ...]) -> Text | None:
    if action not in DEFAULTS:
        return reason_of(_NO_ACTION, printable(action), DEFAULTS)
    if not names:
        return _NONE_LEFT.fill(action=action)
    for name, key in zip(names, keys, strict=True):
        if key is None:
            return _NO_KEY.fill(action=action, key=printable(name))
        if key in _TAKEN:
            return _RESERVED.fill(action=action, key=shown(key))
        if action in _IN_FIELDS and is_typed(key):
            return _TYPED.fill(action=action, key=shown(key))
    return None


def _conflicts(chosen: dict[str, tuple[str, ...]], rooms: tuple[frozenset[str], ...]) -> Iterator[tuple[str, str, str]]:
    """Yield what was chosen last first: an action, another one at the same place, and the key that both have."""
    keys = DEFAULTS | chosen
    for action in reversed(chosen):
        for other in sorted({each for room in rooms if action in room for each in room} - {action}):
            shared = set(keys[action]) & set(keys[other])
            if shared and not set(DEFAULTS[action]) & set(DEFAULTS[other]):
                yield action, other, min(shared)
