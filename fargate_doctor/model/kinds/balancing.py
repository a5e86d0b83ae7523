"""What load balancers answer."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.balancing import GROUPS, LoadBalancer, TargetGroup
from fargate_doctor.model.reading import Kind, each_of

TARGET_GROUPS: Final = Kind(
    TargetGroup,
    GROUPS,
    each_of("TargetGroups"),
    ids=("TargetGroupArns",),
    scopes=lambda each: [each.vpc_id or ""],
)
LOAD_BALANCERS: Final = Kind(
    LoadBalancer,
    "elbv2:DescribeLoadBalancers",
    each_of("LoadBalancers"),
    ids=("LoadBalancerArns",),
)
