from __future__ import annotations

import pytest
from textual.color import Color

from tests.tui.acting import SMALL, app_in
from tests.tui.pictures import contrasts_of
from tests.tui.scenes import SCENES

OWN = ("fargate-dark", "fargate-light")
THEMES = sorted(name for name in app_in().available_themes if not name.startswith("ansi-"))


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_can_be_read(theme: str) -> None:
    """No word has nearly the colour of what is behind it; in the app's own themes all words stand out well."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        app.theme = theme
        await SCENES["walk-failing"](pilot)
        await pilot.pause(0.1)
        weakest = min(contrasts_of(app).items(), key=lambda each: each[1])

        assert weakest[1] >= (3.5 if theme in OWN else 1.8), weakest


async def test_without_colour_the_cursor_is_still_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under NO_COLOR everything is grey, and the marks and words still tell states apart."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await SCENES["walk-failing"](pilot)
        await pilot.pause(0.1)
        used = contrasts_of(app)

        assert app.no_color
        assert all(_is_grey(front) and _is_grey(back) for front, back in used)


def _is_grey(colour: str) -> bool:
    red, green, blue = Color.parse(colour).rgb
    return max(red, green, blue) - min(red, green, blue) <= 2
