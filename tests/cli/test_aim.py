"""What TARGET may be, and what the options beside it add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.cli.aim import Aim, aim_of
from fargate_doctor.cli.asked import Asked
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

ID = "0123456789abcdef0123456789abcdef"
ARN = f"arn:aws:ecs:eu-west-1:123456789012:task/shop/{ID}"
UUID = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (ARN, TaskTarget(task=ARN)),
        (f"arn:aws-us-gov:ecs:us-gov-west-1:123456789012:task/{UUID}", None),
        (f"shop/{ID}", TaskTarget("shop", ID)),
        (f"shop/{UUID}", TaskTarget("shop", UUID)),
        (ID, TaskTarget(None, ID)),
        (UUID, TaskTarget(None, UUID)),
    ],
)
def test_a_task_is_named_in_many_ways(target: str, expected: TaskTarget | None) -> None:
    """An ARN in both forms, an id in both forms, with and without its cluster."""
    assert aim_of(Asked(target=target)) == Aim(None, expected or TaskTarget(task=target))


@pytest.mark.parametrize(
    ("url", "region", "target"),
    [
        (
            f"https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/tasks/{ID}/configuration?region=eu-west-1",
            "eu-west-1",
            TaskTarget("shop", ID),
        ),
        (
            f"https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/services/web/tasks/{ID}",
            "eu-west-1",
            TaskTarget("shop", ID),
        ),
        (
            f"https://123456789012-abcd.us-east-1.console.aws.amazon.com/ecs/v2/clusters/shop/tasks/{ID}/logs",
            "us-east-1",
            TaskTarget("shop", ID),
        ),
        (
            f"https://console.aws.amazon.com/ecs/home?region=eu-west-1#/clusters/shop/tasks/{ID}/details",
            "eu-west-1",
            TaskTarget("shop", ID),
        ),
        (
            f"https://console.amazonaws-us-gov.com/ecs/home?region=us-gov-west-1#/clusters/shop/tasks/{ID}",
            "us-gov-west-1",
            TaskTarget("shop", ID),
        ),
        (
            f"https://cn-north-1.console.amazonaws.cn/ecs/v2/clusters/shop/tasks/{ID}",
            "cn-north-1",
            TaskTarget("shop", ID),
        ),
        (
            "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop/services/web/health?region=eu-west-1",
            "eu-west-1",
            TaskTarget("shop", None, "web"),
        ),
        (
            "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop",
            "eu-west-1",
            TaskTarget("shop"),
        ),
    ],
)
def test_a_console_url_names_region_cluster_and_task(url: str, region: str, target: TaskTarget) -> None:
    """The new and the old console, of every partition."""
    assert aim_of(Asked(target=url)) == Aim(None, target, region)


def test_an_id_takes_the_cluster_beside_it() -> None:
    """`ID --cluster shop` is `shop/ID`; a cluster makes any name an id."""
    assert aim_of(Asked(target=ID, cluster="shop")) == Aim(None, TaskTarget("shop", ID))
    assert aim_of(Asked(target="short", cluster="shop")) == Aim(None, TaskTarget("shop", "short"))
    assert aim_of(Asked(task=ID, cluster="shop")) == Aim(None, TaskTarget("shop", ID))


def test_an_existing_path_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder named as `cluster/id` is taken for the folder."""
    (tmp_path / "shop" / ID).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    assert aim_of(Asked(target=f"shop/{ID}")) == Aim(f"shop/{ID}", TaskTarget())


def test_standard_input_is_a_path() -> None:
    """`-` reads a case from standard input."""
    assert aim_of(Asked(target="-", task=ID)) == Aim("-", TaskTarget(None, ID))


def test_a_task_may_be_chosen_in_a_case() -> None:
    """TARGET and `--case` together name a task of the case."""
    assert aim_of(Asked(target=ID, case="x.json")) == Aim("x.json", TaskTarget(None, ID))


def test_a_service_needs_no_task() -> None:
    """`--service` is enough, and so is its ARN."""
    arn = "arn:aws:ecs:eu-west-1:123456789012:service/shop/web"

    assert aim_of(Asked(cluster="shop", service="web")) == Aim(None, TaskTarget("shop", None, "web"))
    assert aim_of(Asked(target=arn)) == Aim(None, TaskTarget("shop", None, arn))


@pytest.mark.parametrize(
    "target",
    [
        "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        "arn:aws:s3:::bucket",
        "arn:",
        "https://eu-west-1.console.aws.amazon.com/ec2/home",
        "https://[broken",
        f"http://evil.example/ecs/v2/clusters/shop/tasks/{ID}",
        "shop/",
        "/",
        "no\x00such",
        "a/b/c",
    ],
)
def test_what_is_no_task_is_refused(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with an error that says so."""
    monkeypatch.chdir(tmp_path)
    if target == "/":
        target = "/no-such-folder"

    with pytest.raises(UsageError):
        aim_of(Asked(target=target))
