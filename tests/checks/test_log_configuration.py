"""Do the log drivers get the options and the log group that they need?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.access.log_configuration import log_configuration
from fargate_doctor.checks.advice.log_delivery import log_delivery
from tests.checks.naming import ACCOUNT, INIT, REGION, Naming
from tests.properties.cases import told_by
from tests.remedies.cli import parse

LISTING = "logs:DescribeLogGroups"
GROUP = "/shop/web"
SAID_GONE = (
    f"{INIT}failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log "
    "stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1"
)
SAID_OPTIONS = f"{INIT}failed to validate logger args: unknown log opt 'awslogs-stream' for awslogs log driver"
TIMED_OUT = (
    f"{INIT}failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log "
    f'stream: RequestError: send request failed caused by: Post "https://logs.{REGION}.amazonaws.com/": dial tcp '
    "203.0.113.9:443: i/o timeout : exit status 1"
)
USUAL = {"awslogs-group": GROUP, "awslogs-region": REGION, "awslogs-stream-prefix": "ecs"}

Asked = tuple[str, dict[str, Any], dict[str, Any]]


def listed(*names: str, prefix: str = GROUP, region: str = REGION, **more: Any) -> Asked:  # noqa: ANN401 - of the answer
    """Return what CloudWatch Logs says where it was asked for a prefix."""
    shown = [
        {"logGroupName": each, "arn": f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{each}:*"} for each in sorted(names)
    ]
    return LISTING, {"logGroupNamePrefix": prefix}, {"logGroups": shown, **more}


def logging(
    *answers: Asked,
    driver: str = "awslogs",
    secret_options: tuple[str, ...] = (),
    router: bool = False,
    said: str | None = None,
    **differing: str | None,
) -> Naming:
    """Return a task whose container logs so; names of options have underscores for hyphens, None leaves one out."""
    base = USUAL if driver == "awslogs" else {}
    changed = {name.replace("_", "-"): value for name, value in differing.items()}
    options = {name: value for name, value in {**base, **changed}.items() if value is not None}
    configured: dict[str, Any] = {"logDriver": driver, "options": options}
    if secret_options:
        configured["secretOptions"] = [{"name": each, "valueFrom": "/shop/token"} for each in secret_options]
    container: dict[str, Any] = {"logConfiguration": configured}
    if router:
        container["firelensConfiguration"] = {"type": "fluentbit"}
    return Naming(said, container, answers=answers)


@pytest.mark.parametrize(
    ("task", "verdict", "finding"),
    [
        pytest.param(logging(listed(GROUP)), "pass", None, id="there"),
        pytest.param(logging(listed(GROUP, f"{GROUP}2"), nextToken="x"), "pass", None, id="first of many"),
        pytest.param(logging(listed()), "fail", "logs.group-missing", id="gone"),
        pytest.param(logging(listed(f"{GROUP}2")), "fail", "logs.group-missing", id="a longer name"),
        pytest.param(
            logging(listed(f"{GROUP}2", nextToken="x")),
            "fail",
            "logs.group-missing",
            id="longer names, and more",
        ),
        pytest.param(logging(listed(), awslogs_create_group="true"), "pass", None, id="to be made"),
        pytest.param(logging(listed(), awslogs_create_group="TRUE"), "pass", None, id="to be made, in capitals"),
        pytest.param(logging(listed(), awslogs_create_group="false"), "fail", "logs.group-missing", id="not made"),
        pytest.param(logging(listed(GROUP), awslogs_region="eu-north-1"), "unknown", None, id="listed elsewhere"),
        pytest.param(logging(), "unknown", None, id="not asked"),
        pytest.param(logging().refused(LISTING), "unknown", None, id="refused"),
        pytest.param(logging(awslogs_stream_prefix=None), "fail", "logs.options-invalid", id="no prefix"),
        pytest.param(logging(awslogs_group=None), "fail", "logs.options-invalid", id="no group"),
        pytest.param(logging(awslogs_region=None), "fail", "logs.options-invalid", id="no Region"),
        pytest.param(logging(awslogs_group="/shop/my web"), "fail", "logs.options-invalid", id="a name that cannot be"),
        pytest.param(logging(listed(GROUP), mode="non-blocking", max_buffer_size="25m"), "pass", None, id="delivery"),
        pytest.param(logging(listed(GROUP), mode="async"), "fail", "logs.options-invalid", id="no such mode"),
        pytest.param(logging(listed(GROUP), max_buffer_size="big"), "fail", "logs.options-invalid", id="no such size"),
        pytest.param(logging(driver="json-file"), "fail", "logs.options-invalid", id="no driver of Fargate"),
        pytest.param(logging(driver="splunk"), "fail", "logs.options-invalid", id="Splunk without anything"),
        pytest.param(
            logging(driver="splunk", splunk_url="https://splunk.example.com:8088", splunk_token="x"),
            "pass",
            None,
            id="Splunk with its token",
        ),
        pytest.param(
            logging(driver="splunk", splunk_url="https://splunk.example.com:8088", secret_options=("splunk-token",)),
            "pass",
            None,
            id="Splunk with its token from a parameter",
        ),
        pytest.param(logging(driver="awsfirelens"), "fail", "logs.options-invalid", id="no log router"),
        pytest.param(logging(driver="awsfirelens", router=True), "pass", None, id="a log router"),
        pytest.param(Naming(container={"logConfiguration": None}), "not_applicable", None, id="no logs"),
    ],
)
def test_what_the_container_was_given(task: Naming, verdict: str, finding: str | None) -> None:
    answer = task.answer(log_configuration)

    assert answer.verdict == verdict
    assert {each.kind.id for each in answer.raised} == ({finding} if finding else set())


def test_a_group_in_the_tasks_own_region_is_told() -> None:
    """Where the Region of the options is another, and the group is at home."""
    elsewhere = listed(region="eu-north-1")
    at_home = listed(GROUP)
    task = logging(elsewhere, at_home, awslogs_region="eu-north-1")
    case = task.case()
    records = case.records[LISTING]
    moved = tuple(
        each.model_copy(update={"region": "eu-north-1"}) if not each.answer["logGroups"] else each for each in records
    )

    said = told_by(case.model_copy(update={"records": {**case.records, LISTING: moved}}))

    assert ("logs.group-missing", "root_cause", "certain") in said["findings"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("task", "roots"),
    [
        pytest.param(logging(listed(), said=SAID_GONE), {"logs.group-missing"}, id="said so"),
        pytest.param(logging(listed(GROUP), said=SAID_GONE), {"logs.group-missing"}, id="said so, and there now"),
        pytest.param(logging(listed(), said=TIMED_OUT), set(), id="a time-out is not explained by it"),
        pytest.param(logging(awslogs_stream_prefix=None, said=SAID_OPTIONS), {"logs.options-invalid"}, id="options"),
        pytest.param(logging(listed()), {"logs.group-missing"}, id="waiting"),
    ],
)
def test_what_is_blamed(task: Naming, roots: set[str]) -> None:
    assert task.roots() == roots


def test_how_sure_it_is() -> None:
    """Confirmed it is certain; what is there now makes the statement no more than possible."""
    assert logging(listed(), said=SAID_GONE).finding("logs.group-missing").confidence == "certain"
    assert logging(listed(GROUP), said=SAID_GONE).finding("logs.group-missing").confidence == "possible"


def test_a_task_that_runs_had_its_log_driver() -> None:
    running = {"lastStatus": "RUNNING", "startedAt": "2026-10-06T03:00:00Z"}

    assert replace(logging(), task=running).answer(log_configuration).verdict == "pass"
    assert replace(logging(listed()), task=running).finding("logs.group-missing").level == "contributing"


@pytest.mark.parametrize(
    ("mode", "verdict"), [("blocking", "fail"), ("non-blocking", "pass"), (None, "pass"), ("async", "pass")]
)
def test_delivery_is_only_told(mode: str | None, verdict: str) -> None:
    """It is worth knowing, and never why a task does not start."""
    task = logging(listed(GROUP), mode=mode)

    assert task.answer(log_delivery).verdict == verdict
    if verdict == "fail":
        assert task.finding("logs.delivery-blocks").level == "info"
        (choice,) = task.finding("logs.delivery-blocks").recommendations
        assert choice.proven is not False
        parse(choice.remedy.commands[1])


@pytest.mark.parametrize(
    ("task", "identifier", "remedy", "proven"),
    [
        (logging(listed()), "logs.group-missing", "make-log-group", True),
        (logging(listed()), "logs.group-missing", "let-driver-make-log-group", True),
        (logging(listed(GROUP), awslogs_stream_prefix=None), "logs.options-invalid", "set-log-option", True),
        (logging(listed(GROUP), awslogs_region=None), "logs.options-invalid", "set-log-option", True),
        (logging(listed(GROUP), mode="async"), "logs.options-invalid", "drop-log-option", True),
        (logging(awslogs_group=None), "logs.options-invalid", "set-log-option", None),
        (logging(driver="json-file"), "logs.options-invalid", "choose-log-driver", None),
    ],
)
def test_remedies(task: Naming, identifier: str, remedy: str, proven: bool | None) -> None:  # noqa: FBT001 - what is expected
    choices = {each.remedy.id: each for each in task.finding(identifier).recommendations}

    assert choices[remedy].proven is proven
    for choice in choices.values():
        assert choice.remedy.references
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


@pytest.mark.parametrize(
    "task",
    [
        logging(listed(f"{GROUP}2"), said=SAID_GONE),
        logging(listed(), awslogs_create_group="true", mode="non-blocking", max_buffer_size="25m"),
        logging(listed(GROUP), mode="async"),
        logging(awslogs_stream_prefix=None),
        logging(driver="splunk", splunk_url="https://splunk.example.com:8088", splunk_token="x"),
        logging(driver="json-file"),
    ],
)
def test_redaction_changes_nothing(task: Naming) -> None:
    case = task.case()

    assert told_by(redact(case, bytes(range(32)))) == told_by(case)


@pytest.mark.parametrize("less", [LISTING, "ecs:DescribeTaskDefinition", "ec2:DescribeVpcs"])
@pytest.mark.parametrize("whole", [logging(listed()), logging(listed(), said=SAID_GONE), logging(listed(GROUP))])
def test_knowing_less_blames_nothing_else(whole: Naming, less: str) -> None:
    assert whole.without(less).roots() <= whole.roots()
    assert whole.refused(less).roots() <= whole.roots()
