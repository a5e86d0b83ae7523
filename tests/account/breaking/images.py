"""Ways to break the images of a healthy network, one thing each; they hold for the images that come after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.account.account import Account
    from tests.account.networks import Network


def forget_the_tag(account: Account, _: Network) -> None:
    """Let repositories hold another tag than the one that tasks name."""
    account.image_trouble = "absent"


def build_for_another_processor(account: Account, _: Network) -> None:
    """Let images be built for ARM64 alone."""
    account.image_trouble = "another-processor"


def refuse_by_repository_policy(account: Account, _: Network) -> None:
    """Let the policies of repositories deny everybody."""
    account.image_trouble = "denied"


IMAGES: Final = (forget_the_tag, build_for_another_processor, refuse_by_repository_policy)
