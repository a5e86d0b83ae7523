"""What load balancers answer."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.reading import Kind, each_of
from fargate_doctor.model.service import TargetGroup

TARGET_GROUPS: Final = Kind(
    TargetGroup,
    "elbv2:DescribeTargetGroups",
    each_of("TargetGroups"),
    ids=("TargetGroupArns",),
    scopes=lambda each: [each.vpc_id or ""],
)
