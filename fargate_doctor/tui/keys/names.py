"""What keys are called: by people, by textual, and on the screen."""

from __future__ import annotations

import unicodedata
from typing import Final

from textual.keys import Keys, _character_to_key, _get_unicode_name_from_key, format_key

_OTHER_NAMES: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
    " ": "space",
}
_SHOWN: Final = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "delete": "Del",
    "backspace": "Backspace",
    "insert": "Ins",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_MODIFIERS: Final = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_KNOWN: Final = frozenset(each.value for each in Keys if "<" not in each.value) | {"space"}


def key_named(words: str) -> str | None:
    """Return textual's name of a key as people write it (`?`, `Ctrl+K`, `esc`), None where there is no such key."""
    *modifiers, last = words.split("+") if len(words) > 1 else [words]
    held = [each.strip().lower() for each in modifiers]
    if any(each not in _MODIFIERS for each in held):
        return None
    name = _single(last) if len(last) == 1 else _OTHER_NAMES.get(last.strip().lower(), last.strip().lower())
    if name is None or not (len(last) == 1 or name in _KNOWN or _is_sign(name)):
        return None
    in_order = [each for each in _MODIFIERS if each in held]
    return "+".join((*in_order, name.lower() if "ctrl" in held else name))


def is_typed(key: str) -> bool:
    """Tell whether a key writes a character, so that a field takes it."""
    return "+" not in key and key not in _KNOWN - {"space"}


def shown(key: str) -> str:
    """Return how a key is shown: `Ctrl+K`, `?`, `→`."""
    *held, last = key.split("+")
    name = _SHOWN.get(last) or (last.upper() if last[0] == "f" and last[1:].isdigit() else format_key(last))
    if held and len(name) == 1:
        name = name.upper()
    return "+".join((*(each.capitalize() for each in held), name))


def _single(character: str) -> str | None:
    if character in _OTHER_NAMES:
        return _OTHER_NAMES[character]
    return _character_to_key(character) if character.isprintable() else None


def _is_sign(name: str) -> bool:
    """Tell whether a name is that of a sign, such as `question_mark`."""
    try:
        return not unicodedata.lookup(_get_unicode_name_from_key(name).replace("_", " ")).isalnum()
    except KeyError:
        return False
