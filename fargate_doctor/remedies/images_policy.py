"""The policy of a repository: a statement that lets the execution role pull, or one less that denies it.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.facts.images.admission import PULL_ACTIONS, admission_of
from fargate_doctor.facts.images.pulled import ecr_images_of
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.registry import RepositoryPolicy
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.images.admission import Admission
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.snapshot import Snapshot

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/set-repository-policy.html",
)
_ROLE: Final = "<ARN_OF_THE_EXECUTION_ROLE>"
_SID: Final = "PullByFargateTasks"

_ALLOW_TITLE: Final = Text(
    en="Let {role} pull from repository {repository}", es="Dejar que {role} descargue del repositorio {repository}"
)
_ALLOW: Final = Text(
    en="The command is for account {account}, which owns the repository. It sets the whole policy: the statements that "
    "were read are kept, and one is added.",
    es="El comando es para la cuenta {account}, dueña del repositorio. Fija la política entera: conserva las "
    "declaraciones leídas y añade una.",
)
_UNDENY_TITLE: Final = Text(
    en="Take the statement that denies {role} out of the policy of repository {repository}",
    es="Quitar de la política del repositorio {repository} la declaración que deniega a {role}",
)
_UNDENY: Final = Text(
    en="The command is for account {account}, which owns the repository. It sets the whole policy without that "
    "statement; where it is meant for others, except the role from it instead.",
    es="El comando es para la cuenta {account}, dueña del repositorio. Fija la política entera sin esa declaración; si "
    "está pensada para otros, exceptúe en ella al rol.",
)
_EVERYBODY: Final = Text(
    en="Everybody whom the statement kept from repository {repository} is concerned.",
    es="Afecta a todos aquellos a quienes la declaración apartaba del repositorio {repository}.",
)


def admit_role(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the change of the policy of each repository that the finding is about."""
    blamed = {each.id for each in raised.resources}
    return tuple(_admitted(facts, each) for each in ecr_images_of(facts) if each.name.repository in blamed)


def _admitted(facts: TaskFacts, image: PulledImage) -> Remedy:
    admission = _admission(facts, image)
    before = admission.policy if admission else None
    found = role_of(facts, "execution")
    role = found.arn if found else _ROLE
    is_denied = admission is not None and admission.ruling == "denies"
    statements = _statements(before)
    if is_denied and admission:
        after = [each for place, each in enumerate(statements) if place != admission.statement]
    else:
        after = [*statements, _allowing(role)]
    title, detail = (_UNDENY_TITLE, _UNDENY) if is_denied else (_ALLOW_TITLE, _ALLOW)
    return remedy(
        "except-role-from-repository-policy" if is_denied else "allow-role-in-repository-policy",
        title.fill(role=printable(role), repository=printable(image.name.repository)),
        detail.fill(account=image.name.account),
        _set(image, before, after, affects=is_denied),
        references=_REFERENCES,
    )


def _admission(facts: TaskFacts, image: PulledImage) -> Admission | None:
    try:
        return admission_of(facts, image)
    except Unanswered:
        return None


def _statements(policy: RepositoryPolicy | None) -> list[Any]:
    try:
        stated = json.loads(policy.policy_text)["Statement"] if policy else []
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
    return stated if isinstance(stated, list) else [stated]


def _allowing(role: str) -> dict[str, Any]:
    return {"Sid": _SID, "Effect": "Allow", "Principal": {"AWS": role}, "Action": list(PULL_ACTIONS)}


def _set(image: PulledImage, before: RepositoryPolicy | None, after: list[Any], *, affects: bool) -> Step:
    name, region = image.name, image.name.region or ""
    named = {"registry_id": name.account, "repository_name": name.repository}
    policy: dict[str, object] = {"Version": "2012-10-17", "Statement": after}
    delete = aws("ecr", "delete-repository-policy", region, **named)

    def change(snapshot: Snapshot) -> Snapshot:
        present = before or RepositoryPolicy(repository_name=name.repository, registry_id=name.account or "")
        changed = present.model_copy(update={"policy_text": json.dumps(policy)})
        return snapshot.with_resource("repository_policies", changed)

    return Step(
        commands=(aws("ecr", "set-repository-policy", region, **named, policy_text=policy) if after else delete,),
        undo=(
            aws("ecr", "set-repository-policy", region, **named, policy_text=json.loads(before.policy_text))
            if before
            else delete,
        ),
        affects=(_EVERYBODY.fill(repository=printable(name.repository)),) if affects else (),
        change=change,
    )
