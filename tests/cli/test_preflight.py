"""`fargate-doctor preflight`: the same questions before a launch, asked of a real endpoint or of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.reports.schemas import published_schema
from tests.cli.conftest import CommandLine
from tests.lab.layouts import BehindNat
from tests.lab.scenarios.load_balancers import Balanced
from tests.lab.server import Lab
from tests.lab.tool import Outcome, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lab.workload import Workload

DEMOS = Path(__file__).parents[2] / "fargate_doctor" / "demo"


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    lab = Lab()
    lab.start()
    yield lab
    lab.stop()


@pytest.fixture
def lab(running: Lab) -> Lab:
    running.reset()
    return running


@pytest.fixture
def tool(lab: Lab, tmp_path: Path) -> Tool:
    return Tool(lab, tmp_path)


class Launch:
    """A workload that is deployed up to its task definition, and the command about launching it."""

    def __init__(self, tool: Tool, lab: Lab, workload: Workload) -> None:
        workload.deploy()
        self.tool, self.lab, self.workload = tool, lab, workload

    def run(self, *more: str, definition: str = "web", form: str = "json", subnets: str = "") -> Outcome:
        """Run the command; what is asked is on record from here on."""
        self.lab.freeze()
        return self.tool.run(
            "preflight",
            "--task-definition",
            definition,
            "--subnets",
            subnets or ",".join(self.workload.subnets),
            "--security-groups",
            ",".join(self.workload.groups),
            "--format",
            form,
            *more,
        )


def of_both_subnets(tool: Tool, lab: Lab) -> tuple[BehindNat, Launch]:
    layout = BehindNat(lab)
    return layout, Launch(tool, lab, layout.workload(subnets=[layout.private, layout.private_elsewhere]))


def test_nothing_stands_in_the_way_of_a_sound_launch(lab: Lab, tool: Tool) -> None:
    """Every question is answered from AWS, none from a task that is not there, and only reads are sent."""
    _, launch = of_both_subnets(tool, lab)

    outcome = launch.run()

    assert outcome.exit_code == 0, outcome.errors + outcome.output
    assert outcome.diagnosis["status"] == "no_problem_found"
    assert outcome.root_causes == frozenset()
    Draft202012Validator(published_schema("diagnosis-1")).validate(outcome.diagnosis)
    assert lab.writes() == []
    asked = {call.operation for call in lab.calls}
    assert not asked & {"ecs:DescribeTasks", "ecs:DescribeServices", "ecs:ListTasks", "cloudtrail:LookupEvents"}
    assert len({(call.operation, str(dict(call.parameters))) for call in lab.calls}) == len(lab.calls)


def test_a_finding_says_for_which_subnets_it_holds(lab: Lab, tool: Tool) -> None:
    """Fargate may choose any subnet of the list, so one without a way out is enough."""
    layout, launch = of_both_subnets(tool, lab)
    stranded = layout.network.subnet(12)
    layout.network.table(stranded)

    outcome = launch.run(subnets=f"{layout.private},{stranded}")

    assert outcome.exit_code == 1
    assert outcome.root_causes == {"route.none"}
    (root,) = [each for each in outcome.diagnosis["findings"] if each["id"] == "route.none"]
    assert f"This holds for {stranded}, not for {layout.private}." in root["detail"]
    assert any(each["proven"] for each in root["recommendations"])
    routes = next(each for each in outcome.diagnosis["steps"] if "route.none" in each["findings"])
    assert routes["verdict"] == "fail"
    assert stranded in routes["because"]


def test_what_holds_everywhere_needs_no_such_words(lab: Lab, tool: Tool) -> None:
    layout, launch = of_both_subnets(tool, lab)
    layout.network.remove_route(layout.private_table)

    outcome = launch.run()

    (root,) = [each for each in outcome.diagnosis["findings"] if each["level"] == "root_cause"]
    assert root["id"] == "route.none"
    assert root["confidence"] == "certain"
    assert "This holds for" not in root["detail"]


@pytest.mark.parametrize("is_register_input", [True, False])
def test_a_definition_may_come_from_a_file(lab: Lab, tool: Tool, tmp_path: Path, is_register_input: bool) -> None:  # noqa: FBT001
    """The input of register-task-definition and the answer of describe-task-definition are judged alike."""
    layout, launch = of_both_subnets(tool, lab)
    layout.network.remove_route(layout.private_table)
    described = lab.client("ecs").describe_task_definition(taskDefinition="web")["taskDefinition"]
    chosen = ("family", "networkMode", "containerDefinitions", "executionRoleArn", "requiresCompatibilities", "cpu")
    document: dict[str, Any] = {key: described[key] for key in chosen}
    document["containerDefinitions"][0]["environment"] = [{"name": "TOKEN", "value": "not-to-be-seen"}]
    file = tmp_path / "definition.json"
    file.write_text(json.dumps(document if is_register_input else {"taskDefinition": document}, default=str))

    outcome = launch.run(definition=str(file))

    assert outcome.exit_code == 1
    assert outcome.root_causes == {"route.none"}
    assert "ecs:DescribeTaskDefinition" not in {call.operation for call in lab.calls}
    assert "not-to-be-seen" not in outcome.output


def test_the_load_balancer_is_asked_about_too(lab: Lab, tool: Tool) -> None:
    """Container and port are the first that the definition declares; without --load-balancer nobody asks."""
    layout = Balanced(lab, admits=False)
    launch = Launch(tool, lab, layout.workload(target_group=None))

    with_balancer = launch.run("--load-balancer", layout.target_group)
    without = launch.run()

    assert with_balancer.exit_code == 1
    assert with_balancer.root_causes == {"lb.sg-blocked"}
    assert without.exit_code == 0


def test_a_zone_without_the_load_balancer_is_told_by_its_subnet(lab: Lab, tool: Tool) -> None:
    """The load balancer has a node in the second zone alone, so a task in the first would never be healthy."""
    layout = Balanced(lab, zones=1)
    workload = layout.workload(target_group=None, subnets=[layout.private, layout.private_elsewhere])

    outcome = Launch(tool, lab, workload).run("--load-balancer", layout.target_group)

    assert outcome.root_causes == {"lb.zone-not-enabled"}
    (root,) = [each for each in outcome.diagnosis["findings"] if each["level"] == "root_cause"]
    assert f"This holds for {layout.private}, not for {layout.private_elsewhere}." in root["detail"]


def test_a_wrong_port_of_the_load_balancer_is_found(lab: Lab, tool: Tool) -> None:
    layout = Balanced(lab)
    launch = Launch(tool, lab, layout.workload(target_group=None))
    line = f"targetGroupArn={layout.target_group},containerName=web,containerPort=9090"

    assert "lb.port-mismatch" in launch.run("--load-balancer", line).root_causes


def test_a_public_address_matters(lab: Lab, tool: Tool) -> None:
    """In a public subnet a task without a public address reaches nothing."""
    layout, launch = of_both_subnets(tool, lab)

    without, with_address = launch.run(subnets=layout.public), launch.run("--assign-public-ip", subnets=layout.public)

    assert without.root_causes == {"route.igw-without-public-ip"}
    assert with_address.exit_code == 0


def test_what_may_not_be_read_is_undetermined(lab: Lab, tool: Tool) -> None:
    _, launch = of_both_subnets(tool, lab)
    lab.deny("ec2:DescribeRouteTables")

    outcome = launch.run()

    assert outcome.exit_code == 3
    assert outcome.root_causes == frozenset()
    assert "ec2:DescribeRouteTables" in {each["operation"] for each in outcome.diagnosis["missing"]}


def test_an_unknown_definition_is_wrong_usage_and_a_refused_one_is_not(lab: Lab, tool: Tool) -> None:
    _, launch = of_both_subnets(tool, lab)

    unknown = launch.run(definition="nobody")
    lab.deny("ecs:DescribeTaskDefinition")
    refused = launch.run()

    assert (unknown.exit_code, unknown.output) == (2, "")
    assert "nobody" in unknown.errors
    assert (refused.exit_code, refused.output) == (4, "")
    assert "ecs:DescribeTaskDefinition" in refused.errors


def test_lists_may_have_spaces_between(lab: Lab, tool: Tool) -> None:
    """As the AWS CLI takes them."""
    layout, launch = of_both_subnets(tool, lab)
    lab.freeze()

    outcome = tool.run(
        "preflight", "--task-definition", launch.workload.definition, "--subnets", *launch.workload.subnets,
        "--security-groups", layout.network.task_group, "--format", "markdown",
    )  # fmt: skip

    assert outcome.exit_code == 0
    assert outcome.output.startswith("#")


def about(case: str) -> tuple[str, list[str], list[str]]:
    """Return a case by path, and the subnets and groups of its service."""
    path = DEMOS / f"{case}.json"
    records = json.loads(path.read_text(encoding="utf-8"))["records"]
    service = records["ecs:DescribeServices"][0]["answer"]["services"][0]
    network = service["networkConfiguration"]["awsvpcConfiguration"]
    return str(path), network["subnets"], network["securityGroups"]


@pytest.mark.parametrize("name", ["web", "web:7", "arn:aws:ecs:eu-west-1:111122223333:task-definition/web:7"])
def test_a_case_is_enough(lab: Lab, tool: Tool, name: str) -> None:
    """Offline the definition is looked up in the case, and nobody is asked."""
    path, subnets, groups = about("no-route")
    lab.freeze()

    outcome = tool.run(
        "preflight", "--task-definition", name, "--subnets", ",".join(subnets), "--security-groups", *groups,
        "--case", path, "--format", "json",
    )  # fmt: skip

    assert outcome.exit_code == 1
    assert outcome.root_causes == {"route.none"}
    assert lab.calls == []


def test_text_is_for_people(tool: Tool) -> None:
    """In Spanish too, and it says that nothing is launched yet."""
    path, subnets, groups = about("no-route")

    outcome = tool.run(
        "preflight", "--task-definition", "web", "--subnets", subnets[0], "--security-groups", groups[0],
        "--case", path, "--lang", "es",
    )  # fmt: skip

    assert outcome.exit_code == 1
    assert "route.none" in outcome.output
    assert "no ha arrancado" in outcome.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--subnets", "subnet-1"], "--task-definition"),
        (["--task-definition", "web"], "No subnet"),
        (["--task-definition", "web", "--subnets", "vpc-1"], "vpc-1"),
        (["--task-definition", "web", "--subnets", "subnet-1", "--security-groups", "subnet-2"], "subnet-2"),
        (["--task-definition", "web", "--subnets", "subnet-1", "--load-balancer", "web"], "target group"),
        (["--task-definition", "gone.json", "--subnets", "subnet-1"], "gone.json"),
        (["--task-definition", "other", "--subnets", "subnet-1", "--case", str(DEMOS / "healthy.json")], "other"),
    ],
)
def test_wrong_usage_is_said_in_words(lab: Lab, tool: Tool, arguments: list[str], said: str) -> None:
    lab.freeze()

    outcome = tool.run("preflight", *arguments)

    assert (outcome.exit_code, outcome.output) == (2, "")
    assert said in outcome.errors
    assert lab.calls == []


@pytest.mark.parametrize("differing", [{"networkMode": "bridge"}, {"requiresCompatibilities": ["EC2"]}])
def test_a_definition_for_other_capacity_is_refused(tool: Tool, tmp_path: Path, differing: dict[str, Any]) -> None:
    file = tmp_path / "definition.json"
    file.write_text(json.dumps({"family": "web", "containerDefinitions": [{"name": "web"}], **differing}))

    outcome = tool.run("preflight", "--task-definition", str(file), "--subnets", "subnet-1")

    assert outcome.exit_code == 2
    assert "Fargate" in outcome.errors


def test_a_file_without_a_definition_is_unreadable(tool: Tool, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text('{"Subnets": []}')

    outcome = tool.run("preflight", "--task-definition", str(file), "--subnets", "subnet-1")

    assert outcome.exit_code == 2
    assert "other.json" in outcome.errors


@pytest.mark.parametrize(
    "wrong",
    [
        {"containerDefinitions": [{"name": "web", "secrets": "x"}]},
        {"containerDefinitions": [{"name": "web", "portMappings": 7}], "runtimePlatform": "x"},
        {"containerDefinitions": [{"name": "web", "portMappings": ["x"]}]},
        {"containerDefinitions": [{"name": "web"}], "requiresCompatibilities": 7},
        {"containerDefinitions": [{"name": "web"}], "family": ["x"]},
    ],
)
def test_a_definition_of_another_form_is_refused_in_words(tmp_path: Path, wrong: dict[str, Any]) -> None:
    """A file that somebody wrote by hand ends in what is wrong with it, and not in an unexpected error."""
    file, balancer = tmp_path / "definition.json", "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1"
    file.write_text(json.dumps(wrong), encoding="utf-8")
    command = CommandLine(tmp_path)
    arguments = ("--subnets", "subnet-1", "--load-balancer", balancer, "--case", DEMOS / "no-route.json")

    ended = command("preflight", "--task-definition", file, *arguments)

    assert ended.code == 2
    assert "should not" not in ended.err
    assert "definition" in ended.err
