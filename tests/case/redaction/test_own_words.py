"""Names that are ordinary words, what people write themselves, and names inside AWS's own forms."""

from __future__ import annotations

import json
from typing import Any

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.redaction import redact
from tests.case.redaction.redacting import KEY, redacted_name, redacted_sentence


def _redacted(answer: dict[str, Any]) -> dict[str, Any]:
    case = Case(records={"ecs:DescribeTasks": (Record(answer=answer),)})
    return redact(case, KEY).records["ecs:DescribeTasks"][0].answer


def test_an_ordinary_word_is_a_name_where_somebody_is_called_so() -> None:
    """The same name everywhere it stands as one; AWS's sentence about it stays whole."""
    answer = _redacted(
        {
            "taskArn": "arn:aws:ecs:eu-west-1:444455556666:task/endpoints/0f1e2d3c4b5a69788796a5b4c3d2e1f0",
            "group": "service:proxy",
            "containers": [{"name": "proxy"}],
            "containerDefinitions": [
                {"name": "proxy", "logConfiguration": {"options": {"awslogs-group": "/ecs/proxy"}}}
            ],
            "events": [{"message": "(service proxy) is unable to consistently start tasks; proxy connect failed"}],
            "tags": [{"key": "stage", "value": "messages"}],
        }
    )
    name = answer["containers"][0]["name"]

    assert name != "proxy"
    assert answer["group"] == f"service:{name}"
    assert answer["containerDefinitions"][0]["name"] == name
    options = answer["containerDefinitions"][0]["logConfiguration"]["options"]
    assert options["awslogs-group"].endswith(f"/{name}")
    assert answer["events"][0]["message"].startswith(f"(service {name}) is unable to consistently start tasks")
    assert answer["events"][0]["message"].endswith("proxy connect failed")
    assert ":task/endpoints/" not in answer["taskArn"]
    assert {answer["tags"][0]["key"], answer["tags"][0]["value"]}.isdisjoint({"stage", "messages"})


def test_a_word_that_gives_an_arn_its_form_is_kept() -> None:
    """A container may be called `task`, and a cluster `default`."""
    arn = "arn:aws:ecs:eu-west-1:444455556666:task/default/0f1e2d3c4b5a69788796a5b4c3d2e1f0"

    answer = _redacted({"taskArn": arn, "containers": [{"name": "task"}], "group": "family:service"})

    assert ":task/default/" in answer["taskArn"]
    assert answer["group"].startswith("family:")


def test_what_a_person_gave_as_a_reason_is_masked_in_the_trail() -> None:
    """CloudTrail keeps what was asked for as it was asked, also inside its own JSON."""
    event = {"eventName": "StopTask", "requestParameters": {"cluster": "shop", "reason": "Quokka asked me to stop it"}}

    answer = _redacted({"Events": [{"CloudTrailEvent": json.dumps(event)}], "statusReason": "asked to stop"})

    assert "Quokka" not in answer["Events"][0]["CloudTrailEvent"]
    assert json.loads(answer["Events"][0]["CloudTrailEvent"])["requestParameters"]["reason"].endswith("to stop it")
    assert answer["statusReason"] == "asked to stop"


def test_what_a_person_wrote_into_a_stop_is_masked() -> None:
    """ECS passes the reason on; only words that AWS uses itself are left."""
    said = "Task stopped by user: making room for the Quokka migration"
    person = _redacted({"tasks": [{"stopCode": "UserInitiated", "stoppedReason": said}]})["tasks"][0]["stoppedReason"]
    ecs = _redacted({"tasks": [{"stopCode": "TaskFailedToStart", "stoppedReason": said}]})["tasks"][0]["stoppedReason"]

    assert person.startswith("Task stopped by user: ")
    assert not {"making", "room", "Quokka", "migration"} & set(person.split())
    assert "making room" in ecs


def test_the_id_in_a_private_service_name_is_masked() -> None:
    """The name of a service that somebody offers through PrivateLink names them."""
    name = redacted_name("com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0")

    assert name.startswith("com.amazonaws.vpce.eu-west-1.vpce-svc-")
    assert "0123456789abcdef0" not in name
    assert redacted_name("com.amazonaws.eu-west-1.ecr.api") == "com.amazonaws.eu-west-1.ecr.api"


def test_the_host_of_the_layers_stays_whole() -> None:
    """It is the same for everybody, and says what failed."""
    host = "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com"

    assert host in redacted_sentence(
        f'Get "https://{host}/d84a7b-444455556666": dial tcp 52.218.84.35:443: i/o timeout'
    )


def test_a_linked_role_makes_no_words_of_aws_a_customers() -> None:
    """The path of a service-linked role holds a host of AWS; the names of endpoints stay whole."""
    answer = _redacted(
        {
            "roleArn": "arn:aws:iam::444455556666:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
            "DnsEntries": [{"DnsName": "*.dkr.ecr.eu-west-1.amazonaws.com"}],
        }
    )

    assert answer["DnsEntries"][0]["DnsName"] == "*.dkr.ecr.eu-west-1.amazonaws.com"
    assert answer["roleArn"].endswith(":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")


def test_a_group_that_is_called_as_a_service_leaves_the_words_of_the_service() -> None:
    """EFS describes the interface of a mount target in its own words, whatever its security group is called."""
    answer = _redacted({"GroupName": "efs", "Description": "EFS mount target for fs-0a1b2c3d4e5f67890 (fsmt-0a1b2c3d)"})

    assert answer["Description"].startswith("EFS mount target for fs-")
