"""Does the tool find what is broken, and only that, in an account behind a real endpoint?"""

from __future__ import annotations

import gzip
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.storage.cases import open_case
from tests.campaigns.figures import FULL
from tests.lab.names_left import names_in, survivors
from tests.lab.scenarios import all_scenarios
from tests.lab.tool import Outcome, Tool
from tests.properties.cases import places_of, refused, roots_of, without

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.scenario import Scenario
    from tests.lab.server import Lab
    from tests.lab.wire import Call

FEWEST_NAMES = 10
LEFT_OUT = 3
MOST_CALLS = 30
MOST_FOR_A_VPC_BEHIND = 5
NOT_THE_NETWORK = frozenset({"cloudtrail", "iam", "secretsmanager", "ssm", "kms", "logs", "s3", "servicequotas"})
ASKED_FOR_A_RESOURCE = frozenset(
    {
        "ecr:DescribeImages",
        "ecr:DescribeRepositories",
        "ecr:GetRepositoryPolicy",
        "ecr:BatchGetImage",
        "efs:DescribeAccessPoints",
        "efs:DescribeFileSystemPolicy",
        "efs:DescribeFileSystems",
        "elbv2:DescribeTargetHealth",
        "elbv2:DescribeLoadBalancers",
        "elbv2:DescribeListeners",
        "elbv2:DescribeRules",
    }
)
"""Counted by resource: the network verdict needs none of them."""
STATUS_OF_EXIT = {0: "no_problem_found", 1: "cause_found", 3: "undetermined"}
SCENARIOS = {scenario.name: scenario for scenario in all_scenarios()}
WITH_TWIN = [name for name, scenario in SCENARIOS.items() if scenario.has_twin]
WITH_KEY = [name for name, scenario in SCENARIOS.items() if scenario.key_operation]
ONE_OF_EACH_KIND = ["route-none", "endpoint-sg-blocked", "nacl-answer-nat", "dhcp-changed-while-running"]


@dataclass(frozen=True)
class Examined:
    """What came of one scenario: the diagnosis, what it asked the account, and the case of it as it travels.

    `offline` are the diagnoses of the case as it was exported, and of its redacted form, compressed.
    """

    scenario: Scenario
    outcome: Outcome
    calls: tuple[Call, ...]
    writes: tuple[str, ...]
    unanswered: tuple[str, ...]
    exported: Outcome
    case: Path
    redacted: Path
    offline: tuple[Outcome, ...]
    calls_offline: int


@pytest.fixture(scope="module", params=SCENARIOS)
def examined(request: pytest.FixtureRequest, running_lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Examined:
    scenario = SCENARIOS[request.param]
    folder = tmp_path_factory.mktemp(scenario.name)
    tool, case, redacted = Tool(running_lab, folder), folder / "case.json", folder / "redacted.json"
    running_lab.reset()
    target = scenario.build(running_lab)
    outcome = diagnose(tool, running_lab, target.task_arn)
    calls, writes = tuple(running_lab.calls), tuple(running_lab.writes())
    exported = tool.run("export", target.task_arn, "--no-redact", "-o", str(case))
    running_lab.freeze()
    tool.run("redact", str(case), "-o", str(redacted))
    zipped = folder / "shared.json.gz"
    zipped.write_bytes(gzip.compress(redacted.read_bytes()))
    offline = tuple(tool.run("diagnose", "--case", str(each), "--format", "json") for each in (case, zipped))
    unanswered, asked = tuple(running_lab.state.unanswered), len(running_lab.calls)
    return Examined(scenario, outcome, calls, writes, unanswered, exported, case, redacted, offline, asked)


@pytest.fixture
def tool(lab: Lab, tmp_path: Path) -> Tool:
    return Tool(lab, tmp_path)


def diagnose(tool: Tool, lab: Lab, task: str) -> Outcome:
    """Diagnose one task, and start the record with it."""
    lab.freeze()
    return tool.run("diagnose", task, "--format", "json")


def is_for_the_network(call: Call) -> bool:
    """Tell whether a call is one of the network verdict; history and what the task names are counted apart."""
    return call.service not in NOT_THE_NETWORK and call.operation not in ASKED_FOR_A_RESOURCE


def asked_behind_a_transit_gateway(calls: tuple[Call, ...]) -> bool:
    """Tell whether a second VPC was read, because the transit gateway leads to the internet through it."""
    return len([call for call in calls if call.operation == "ec2:DescribeRouteTables"]) > 1


def essence(outcome: Outcome) -> dict[str, object]:
    """Return what redaction and offline reading must not change."""
    return {
        "status": outcome.diagnosis["status"],
        "findings": [(each["id"], each["level"]) for each in outcome.diagnosis["findings"]],
        "steps": [(each["id"], each["verdict"]) for each in outcome.diagnosis["steps"]],
    }


def test_names_the_cause_and_nothing_else(examined: Examined) -> None:
    """The root causes are those that were made, each with evidence, and the exit code says whether there are any."""
    scenario, outcome = examined.scenario, examined.outcome

    assert scenario.expects <= outcome.root_causes
    assert outcome.main_causes <= scenario.expects | scenario.beside
    assert scenario.raises <= outcome.findings
    assert not scenario.never & outcome.findings
    assert outcome.exit_code == 1 if scenario.expects else outcome.exit_code in (0, 3)
    assert outcome.diagnosis["status"] == STATUS_OF_EXIT[outcome.exit_code]
    assert all(each["evidence"] for each in outcome.diagnosis["findings"] if each["level"] == "root_cause")


def test_only_reads_and_asks_little(examined: Examined) -> None:
    """No write reaches the account, nothing is asked twice, and one task takes no more than thirty calls."""
    asked = Counter((call.operation, str(dict(call.parameters)), call.region) for call in examined.calls)

    assert examined.writes == ()
    assert examined.unanswered == ()
    assert max(asked.values()) == 1
    behind = MOST_FOR_A_VPC_BEHIND if asked_behind_a_transit_gateway(examined.calls) else 0
    assert len([call for call in examined.calls if is_for_the_network(call)]) <= MOST_CALLS + behind


def test_a_case_says_the_same_wherever_it_goes(examined: Examined) -> None:
    """As it was exported, and redacted and compressed, it is diagnosed alike, without any network."""
    assert examined.exported.exit_code == 0
    assert [essence(each) for each in examined.offline] == [essence(examined.outcome)] * 2
    assert examined.calls_offline == 0


def test_a_redacted_case_names_nobody(examined: Examined) -> None:
    """An account as it is collected, with its public prefix lists and AWS's own names kept."""
    case = open_case(examined.case)

    assert len(names_in(case)) > FEWEST_NAMES
    assert survivors(case, open_case(examined.redacted)) == set()


def test_knowing_less_adds_no_root_cause(examined: Examined) -> None:
    """Without the key answer, or some other ones, whether never asked or refused, no other cause is concluded."""
    case = open_case(examined.case)
    key, places = examined.scenario.key_operation, places_of(case)
    some = places if FULL else Random(examined.scenario.name).sample(places, min(len(places), LEFT_OUT))  # noqa: S311 - the same ones in every run

    without_one = [[place] for place in some]
    without_key = [[place for place in places if place[0] == key]]
    lacking = [how(case, lost) for lost in without_one + without_key for how in (without, refused)]

    assert set().union(*map(roots_of, lacking)) <= roots_of(case) | examined.scenario.carried


@pytest.mark.parametrize("name", WITH_TWIN)
def test_does_not_blame_the_healthy_twin(name: str, lab: Lab, tool: Tool) -> None:
    """Where the one thing is in order, its finding is not raised at any level, whatever the message says."""
    scenario = SCENARIOS[name]
    target = scenario.healthy(lab)

    outcome = diagnose(tool, lab, target.task_arn)

    assert not (scenario.expects | scenario.raises) & outcome.findings


@pytest.mark.parametrize("name", WITH_KEY)
def test_does_not_know_without_the_key_operation(name: str, lab: Lab, tool: Tool) -> None:
    """Without the answer that shows the cause, the cause is not named, and the refused action is."""
    scenario = SCENARIOS[name]
    target = scenario.build(lab)
    operation = str(scenario.key_operation)
    lab.deny(operation)

    outcome = diagnose(tool, lab, target.task_arn)

    assert outcome.root_causes <= scenario.carried
    assert outcome.exit_code == (1 if outcome.root_causes else 3)
    assert outcome.diagnosis["status"] == STATUS_OF_EXIT[outcome.exit_code]
    assert operation in {each["operation"] for each in outcome.diagnosis["missing"]}


@pytest.mark.parametrize("name", ONE_OF_EACH_KIND)
def test_what_is_exported_is_redacted(name: str, lab: Lab, tool: Tool, tmp_path: Path) -> None:
    """Unless told otherwise; the diagnosis stays."""
    target = SCENARIOS[name].build(lab)
    live = diagnose(tool, lab, target.task_arn)
    case = tmp_path / "case.json"

    tool.run("export", target.task_arn, "-o", str(case))
    offline = tool.run("diagnose", "--case", str(case), "--format", "json")

    assert target.task_arn not in case.read_text(encoding="utf-8")
    assert essence(offline) == essence(live)


def test_runs_from_a_shell(lab: Lab, tool: Tool) -> None:
    """As a process of its own, the tool finds the endpoint in its environment and writes only JSON to its output."""
    target = SCENARIOS["route-none"].build(lab)

    outcome = tool.run_alone("diagnose", target.task_arn, "--format", "json")

    assert outcome.exit_code == 1
    assert outcome.root_causes == {"route.none"}


def test_pages_are_followed(lab: Lab, tool: Tool) -> None:
    """Where every list comes in pages of two, the diagnosis is the same."""
    scenario = SCENARIOS["nacl-answer-endpoint"]
    target = scenario.build(lab)
    lab.state.page_size = 2

    assert diagnose(tool, lab, target.task_arn).root_causes == scenario.expects


def test_throttled_calls_are_tried_again(lab: Lab, tool: Tool) -> None:
    """An operation that is throttled once is asked again, and nothing is missing."""
    scenario = SCENARIOS["route-none"]
    target = scenario.build(lab)
    lab.throttle("ec2:DescribeRouteTables", 1)

    assert diagnose(tool, lab, target.task_arn).root_causes == scenario.expects


def test_refused_lookup_of_the_task_is_no_diagnosis(lab: Lab, tool: Tool) -> None:
    """Where the call that finds the task is refused, the exit code is 4 and nothing is printed as an answer."""
    target = SCENARIOS["route-none"].build(lab)
    lab.deny("ecs:DescribeTasks")

    outcome = diagnose(tool, lab, target.task_arn)

    assert outcome.exit_code == 4
    assert outcome.output == ""


def test_unknown_task_is_wrong_usage(lab: Lab, tool: Tool) -> None:
    """A task that ECS does not know exits with 2."""
    target = SCENARIOS["route-none"].build(lab)

    assert diagnose(tool, lab, target.task_arn[:-4] + "0000").exit_code == 2
