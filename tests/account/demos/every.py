"""All built-in cases, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.account.demos.balancing import BALANCING
from tests.account.demos.changes import CHANGES
from tests.account.demos.containers import CONTAINERS
from tests.account.demos.named_things import NAMED_THINGS
from tests.account.demos.other_causes import OTHER_CAUSES
from tests.account.demos.private_ways import PRIVATE_WAYS
from tests.account.demos.ways_out import WAYS_OUT

if TYPE_CHECKING:
    from tests.account.demos.demo import Demo

DEMOS: Final[dict[str, Demo]] = {
    each.name: each
    for each in (*WAYS_OUT, *PRIVATE_WAYS, *CHANGES, *BALANCING, *NAMED_THINGS, *CONTAINERS, *OTHER_CAUSES)
}
