"""Operations that moto lacks, answered as AWS does for an account that has none of what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.mending.registry import INSTEAD

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_NOTHING: dict[str, Answer] = {
    "ec2:DescribeVpcBlockPublicAccessExclusions": {"VpcBlockPublicAccessExclusions": []},
    "ec2:DescribeSecurityGroupVpcAssociations": {"SecurityGroupVpcAssociations": []},
    "ecr:DescribePullThroughCacheRules": {"pullThroughCacheRules": []},
}


def _answer_with_nothing(_: State, call: Call) -> Answer:
    return dict(_NOTHING[call.operation])


INSTEAD.update(dict.fromkeys(_NOTHING, _answer_with_nothing))
