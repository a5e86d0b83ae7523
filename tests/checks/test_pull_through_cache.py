"""Can ECR fetch an image of a cache rule that it does not hold yet?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.checks import all_checks
from fargate_doctor.checks.access.pull_through_cache import pull_through_cache
from fargate_doctor.diagnosis.engine import ask, diagnose
from fargate_doctor.facts.task_facts import TaskFacts
from tests.remedies.account import Account
from tests.remedies.cli import parse
from tests.remedies.names import ACCOUNT, NOW, REGION, TASK_ARN

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.diagnosis.model import Diagnosis

HOST = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
REPOSITORY = "mirror/team/nginx"
IMAGE = f"{HOST}/{REPOSITORY}:1.27"
RULES = "ecr:DescribePullThroughCacheRules"
IMAGES = "ecr:DescribeImages"
RULE = {"ecrRepositoryPrefix": "mirror", "upstreamRegistryUrl": "quay.io", "registryId": ACCOUNT}
STORED = {
    "repositoryName": REPOSITORY,
    "registryId": ACCOUNT,
    "imageDigest": f"sha256:{'a' * 64}",
    "imageTags": ["1.27"],
}
PULL_FAILED = (
    f"CannotPullContainerError: The task cannot pull {IMAGE} from the registry {HOST}. There is a connection issue "
    "between the task and the registry. Check your task network configuration."
)
PENDING = {"lastStatus": "PENDING", "stopCode": None, "stoppedReason": None, "stoppedAt": None}


@dataclass
class Pull:
    """A task behind endpoints that pulls an image; `absent` is what ECR says of it."""

    image: str = IMAGE
    rules: list[dict[str, Any]] | None = field(default_factory=lambda: [RULE])
    stored: list[dict[str, Any]] = field(default_factory=list)
    absent: str | None = "RepositoryNotFoundException"
    has_internet: bool = False
    refused: tuple[str, ...] = ()
    task: dict[str, Any] = field(default_factory=lambda: {"stoppedReason": PULL_FAILED})
    unread: set[str] = field(default_factory=set)

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        account = Account(image=self.image, task=self.task, unread=self.unread)
        account = account if self.has_internet else account.behind_endpoints()
        if self.rules is not None:
            answer = {"pullThroughCacheRules": self.rules}
            account.more_records[RULES] = (Record(request={"registryId": ACCOUNT}, answer=answer, at=NOW),)
        if self.stored:
            account.more_records[IMAGES] = (Record(request={}, answer={"imageDetails": self.stored}, at=NOW),)
        snapshot = replace(account.snapshot(), failures=tuple(self._failures()))
        return TaskFacts(snapshot, snapshot.tasks.require(TASK_ARN))

    def answer(self) -> Answer:
        """Return what the check answers."""
        return ask(pull_through_cache, self.facts())

    def diagnosis(self) -> Diagnosis:
        """Return the whole diagnosis."""
        return diagnose(self.facts(), all_checks())

    def _failures(self) -> list[Failure]:
        repository = self.image.removeprefix(f"{HOST}/").partition(":")[0]
        asked = {"registryId": ACCOUNT, "repositoryName": repository, "imageIds": [{"imageTag": "1.27"}]}
        said = [Failure(operation=IMAGES, request=asked, error=self.absent, message="", at=NOW)] if self.absent else []
        refused = (Failure(operation=each, error="AccessDeniedException", message="", at=NOW) for each in self.refused)
        return [*said, *refused]


def roots(pull: Pull) -> set[str]:
    return {each.id for each in pull.diagnosis().root_causes}


@pytest.mark.parametrize(
    ("pull", "verdict"),
    [
        pytest.param(Pull(), "fail", id="rule, nothing stored, endpoints alone"),
        pytest.param(Pull(absent="ImageNotFoundException"), "fail", id="another tag is stored"),
        pytest.param(Pull(rules=[{**RULE, "ecrRepositoryPrefix": "ROOT"}]), "fail", id="rule for all other prefixes"),
        pytest.param(Pull(rules=[{**RULE, "ecrRepositoryPrefix": "mirror/team"}]), "fail", id="longer prefix"),
        pytest.param(Pull(rules=[{**RULE, "ecrRepositoryPrefix": "mir"}]), "pass", id="prefix ends inside a word"),
        pytest.param(Pull(rules=[]), "pass", id="no rule"),
        pytest.param(Pull(stored=[STORED], absent=None), "pass", id="stored"),
        pytest.param(Pull(has_internet=True), "pass", id="a NAT gateway"),
        pytest.param(Pull(has_internet=True, rules=None), "pass", id="a NAT gateway, and rules unread"),
        pytest.param(Pull(rules=None), "unknown", id="rules unread"),
        pytest.param(Pull(absent=None, refused=(IMAGES,)), "unknown", id="images refused"),
        pytest.param(Pull(absent="RequestTimeout"), "unknown", id="images not answered"),
        pytest.param(Pull(unread={"ec2:DescribeRouteTables"}), "unknown", id="routes unread"),
        pytest.param(Pull(image=f"{HOST}/nginx:1.27"), "not_applicable", id="no prefix"),
        pytest.param(
            Pull(image=f"{HOST}/nginx:1.27", rules=[{**RULE, "ecrRepositoryPrefix": "ROOT"}]),
            "fail",
            id="no prefix, and a rule for all that have none of their own",
        ),
        pytest.param(Pull(image="nginx"), "not_applicable", id="not of ECR"),
        pytest.param(
            Pull(rules=None, task={"startedAt": "2026-03-10T10:01:00+00:00"}), "pass", id="proved by its own times"
        ),
    ],
)
def test_what_the_task_looked_like(pull: Pull, verdict: str) -> None:
    assert pull.answer().verdict == verdict


def test_only_the_first_pull_is_to_blame() -> None:
    """Neither a missing repository nor a missing route is a root cause beside it, and all of it is quoted."""
    found = Pull().diagnosis()

    (root,) = found.root_causes
    assert root.id == "image.pull-through-cache"
    assert root.confidence == "certain"
    assert {each.operation for each in root.evidence} >= {RULES, IMAGES, "ec2:DescribeRouteTables"}
    assert not {"route.none", "image.repository-missing"} & {each.id for each in found.findings}


def test_that_nothing_was_found_is_expected_too() -> None:
    """What the registry says of the first pull stands behind the rule that explains it."""
    said = f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {IMAGE}: "

    found = Pull(task={"stoppedReason": f"{said}{IMAGE}: not found"}).diagnosis()

    assert {each.id: each.explained_by for each in found.root_causes} == {
        "image.pull-through-cache": (),
        "image.not-found": ("image.pull-through-cache",),
    }


def test_a_pending_task_is_kept_by_it_too() -> None:
    assert roots(Pull(task=PENDING)) == {"image.pull-through-cache"}


def test_what_keeps_a_login_off_is_named_first() -> None:
    """A message about the login is not explained by what would stop the pull later."""
    levels = {each.id: each.level for each in Pull(task={}).diagnosis().findings}

    assert levels["image.pull-through-cache"] == "contributing"


def test_a_registry_of_another_account_is_named_in_words() -> None:
    """Its rules cannot be seen: the message about it leaves the question open, any other task is not doubted."""
    other = f"999988887777.dkr.ecr.{REGION}.amazonaws.com/{REPOSITORY}:1.27"
    said = {"stoppedReason": PULL_FAILED.replace(IMAGE, other).replace(HOST, other.partition("/")[0])}

    failing, waiting = Pull(image=other, task=said).answer(), Pull(image=other, task=PENDING).answer()

    assert (failing.verdict, waiting.verdict) == ("unknown", "not_applicable")
    assert "999988887777" in failing.because.en
    assert failing.because == waiting.because
    assert roots(Pull(image=other, task=said)) == set()


def test_a_pull_from_elsewhere_mends_it() -> None:
    """The remedies are one pull from another machine, which is proven, and a way out that leaves the local route."""
    found = next(each for each in Pull().diagnosis().findings if each.id == "image.pull-through-cache")
    choices = {each.remedy.id: each for each in found.recommendations}

    assert choices["pull-once-from-elsewhere"].proven is True
    assert f"docker pull {IMAGE}" in choices["pull-once-from-elsewhere"].remedy.commands
    assert choices["route-to-existing-nat-gateway"].proven is True
    for choice in choices.values():
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            assert "10.0.0.0/16" not in command
            if command.startswith("aws ") and " | docker login " not in command:
                parse(command)


@pytest.mark.parametrize(
    "less",
    [
        Pull(rules=None),
        Pull(absent=None),
        Pull(rules=None, absent=None),
        Pull(unread={"ec2:DescribeVpcEndpoints"}),
        Pull(unread={"ec2:DescribeRouteTables"}),
        Pull(unread={"ec2:DescribeSubnets"}),
        Pull(unread={"ecs:DescribeServices"}),
        Pull(unread={"ecs:DescribeTaskDefinition"}),
    ],
)
def test_knowing_less_blames_nothing_else(less: Pull) -> None:
    assert roots(less) <= roots(Pull())
