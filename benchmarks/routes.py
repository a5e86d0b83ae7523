"""A look-up in a table of a thousand routes beside one of fifty."""

from __future__ import annotations

import statistics
import time
from random import Random

from benchmarks.processes import RUNS
from benchmarks.rows import Row
from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.facts.paths.route_map import RouteMap
from fargate_doctor.model.routing import RouteTable

_FEW, _MANY = 50, 1000
_LOOK_UPS = 20_000


def rows() -> list[Row]:
    """Return the growth."""
    chance = Random(7)  # noqa: S311 - repeatable, not secret
    addresses = [Intervals.single(chance.randrange(1 << 24, 224 << 24)) for _ in range(_LOOK_UPS)]
    maps = {count: _map(count, chance) for count in (_FEW, _MANY)}
    seen: dict[int, list[float]] = {count: [] for count in maps}
    for number in range(RUNS + 1):
        for count, routes in maps.items():
            began = time.process_time()
            for address in addresses:
                routes.pieces(address)
            if number:
                seen[count].append((time.process_time() - began) / _LOOK_UPS * 1e6)
    few, many = statistics.median(seen[_FEW]), statistics.median(seen[_MANY])
    return [Row("route look-up, 1,000 routes", f"{many:.1f} µs CPU", f"50 routes: {few:.1f} µs CPU", many / few, 2)]


def _map(count: int, chance: Random) -> RouteMap:
    routes = [
        {"DestinationCidrBlock": f"{number % 200 + 11}.{number // 200}.0.0/{chance.choice((16, 20, 24))}"}
        for number in range(count - 1)
    ]
    routes.append({"DestinationCidrBlock": "0.0.0.0/0"})
    members = [{**each, "NatGatewayId": "nat-1", "State": "active"} for each in routes]
    table = RouteTable.model_validate({"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": members})
    return RouteMap(table, 4, lambda _: ())
