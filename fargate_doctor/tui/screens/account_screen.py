"""What every screen that asks AWS can do: ask with another profile, or in another Region."""

from __future__ import annotations

from dataclasses import replace

from textual import work

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.text import Text
from fargate_doctor.tui.jobs import Account
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.screen import DoctorScreen
from fargate_doctor.tui.words.regions import REGIONS

_WHICH_PROFILE = Text(en="Which AWS profile?", es="¿Qué perfil de AWS?")
_WHICH_REGION = Text(en="Which AWS Region?", es="¿Qué región de AWS?")
_NO_PROFILE = Text(en="No profile is configured for AWS.", es="No hay ningún perfil configurado para AWS.")


class AccountScreen(DoctorScreen):
    """A screen with an account to ask, None where it asks nothing of AWS."""

    @property
    def account(self) -> Account | None:
        """Return where AWS is asked."""
        return None

    def ask_with(self, account: Account) -> None:
        """Ask there from now on."""

    @work(exclusive=True, name="profiles", group="profiles")
    async def action_choose_profile(self) -> None:
        """Choose another profile."""
        names = await in_thread(_profiles)
        chosen = await self.app.push_screen_wait(
            ChooserScreen(_WHICH_PROFILE, names, takes_typed=True, when_empty=_NO_PROFILE)
        )
        if chosen:
            self.ask_with(replace(self.account or Account(), profile=chosen))

    @work(exclusive=True, name="regions", group="regions")
    async def action_choose_region(self) -> None:
        """Choose another Region."""
        chosen = await self.app.push_screen_wait(ChooserScreen(_WHICH_REGION, REGIONS, takes_typed=True))
        if chosen:
            self.ask_with(replace(self.account or Account(), region=chosen))


def _profiles() -> tuple[str, ...]:
    from fargate_doctor.tui import asking  # noqa: PLC0415 - botocore is imported only where it is needed

    return asking.profiles()
