from dataclasses import replace

from fargate_doctor.checks.changes.dhcp import dhcp
from tests.remedies import broken
from tests.remedies.cli import parse
from tests.remedies.names import TASK_ARN, TASK_ID


def test_a_service_gets_new_tasks_by_a_new_deployment() -> None:
    """Nothing is stopped by hand: ECS starts the new ones first."""
    remedy = broken.launched_before_options().choices("dhcp.change-not-applied")["replace-tasks"].remedy

    assert remedy.commands == (
        "aws ecs update-service --cluster shop --service web --force-new-deployment --region eu-west-1",
        "aws ecs wait services-stable --cluster shop --services web --region eu-west-1",
    )
    assert remedy.needs_new_tasks
    assert "web" in remedy.affects[0].en


def test_a_task_of_its_own_is_stopped_only_after_the_new_one_runs() -> None:
    """Run, wait, and stop the old one last."""
    account = broken.standalone(broken.launched_before_options())
    remedy = account.choices("dhcp.change-not-applied")["replace-tasks"].remedy

    assert [parse(each).operation for each in remedy.commands] == ["run-task", "wait tasks-running", "stop-task"]
    assert parse(remedy.commands[-1])["task"] == TASK_ID


def test_a_task_launched_now_has_the_options_that_are_handed_out_now() -> None:
    """On the model the new task is launched after every change that the case knows of."""
    account = broken.launched_before_options()
    choice = account.choices("dhcp.change-not-applied")["replace-tasks"]
    facts = account.facts()
    assert choice.remedy.change is not None
    changed = choice.remedy.change(facts.snapshot)
    anew = replace(facts, snapshot=changed, task=changed.tasks.require(TASK_ARN))

    assert dhcp.answer(facts).verdict == "fail"
    assert dhcp.answer(anew).verdict == "pass"
    assert choice.proven


def test_a_task_launched_now_has_an_ipv6_address() -> None:
    """Every condition holds, so the next interface gets one of the subnet's block."""
    choice = broken.launched_before_ipv6().choices("ipv6.predates-change")["replace-tasks"]

    assert choice.proven
