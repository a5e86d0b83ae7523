"""`fargate-doctor policy`: the least-privilege, read-only IAM policy of what is really asked."""

from __future__ import annotations

from fargate_doctor.cli.answering import say
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.speaking import EXITS, command
from fargate_doctor.collectors.permissions import policy_document
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.text import Text


@command(
    "policy",
    says=Text(
        en="Print the IAM policy that allows exactly the read-only operations this program can call.",
        es="Muestra la política de IAM que permite exactamente las operaciones de solo lectura que este programa puede"
        " llamar.",
    ),
    exits={0: Text(en="printed", es="mostrada"), 2: Text(en="wrong usage", es="uso incorrecto"), 130: EXITS[130]},
)
@for_everyone
def policy() -> int:
    """Print the policy as JSON."""
    say(json_text(policy_document(), indent=2))
    return 0


COMMAND = policy
