"""Ways to break a healthy network, one thing each; what a network does not have cannot be broken."""

from __future__ import annotations

from typing import Final

from tests.account.breaking.images import IMAGES
from tests.account.breaking.roles import ROLES
from tests.account.breaking.services import SERVICES
from tests.account.breaking.ways import WAYS

BREAKINGS: Final = (*WAYS, *SERVICES, *IMAGES, *ROLES)
"""All of them; each takes the account and its network."""
