"""The command palette: every action of the screen it was opened on, in the language of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.command import CommandPalette, DiscoveryHit, Hit, Provider, SearchIcon

from fargate_doctor.tui.keys.offered import offered_on
from fargate_doctor.tui.speech import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.command import Hits
    from textual.screen import Screen

    from fargate_doctor.tui.keys import Key


_SHARED: Final = frozenset(
    {"case.save", "resource.copy", "resource.open", "screen.back", "app.help", "app.language", "app.theme", "app.quit"}
)


def keys_of(screen: Screen[object]) -> Iterator[tuple[Key, str, str]]:
    """Return the actions that work on a screen now: each with the key to press, and how that is shown.

    What many screens share stands last.
    """
    found = sorted(offered_on(screen), key=lambda each: each.key.id in _SHARED)
    return ((each.key, each.pressed, each.shown) for each in found)


class Palette(CommandPalette):
    """The palette with a mark that every font has."""

    def on_mount(self) -> None:
        """Show the mark of a search."""
        self.query_one(SearchIcon).icon = "/"


class ScreenActions(Provider):
    """Offers what the keys of the screen do."""

    async def discover(self) -> Hits:
        """Offer everything."""
        for key, pressed, shown in self._actions():
            yield DiscoveryHit(self._name(key, shown), self._doing(pressed), help=say(self.app, key.tooltip))

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for key, pressed, shown in self._actions():
            name = self._name(key, shown)
            words = f"{name} {say(self.app, key.tooltip)}"
            score = max(matcher.match(name), matcher.match(words) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(name), self._doing(pressed), help=say(self.app, key.tooltip))

    def _actions(self) -> list[tuple[Key, str, str]]:
        return [each for each in keys_of(self.screen) if each[0].in_palette]

    def _name(self, key: Key, shown: str) -> str:
        return f"{say(self.app, key.label)} ({shown})"

    def _doing(self, pressed: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            self.app.simulate_key(pressed)

        return do
