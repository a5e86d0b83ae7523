"""Network interfaces that an earlier answer of the case shows and a later one does not: they are gone by now.

The interface of a stopped task is deleted within a minute. Where a case saw it before, its groups and addresses are
known all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from fargate_doctor.model.shape import Source
from fargate_doctor.model.vpc import NetworkInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case
    from fargate_doctor.model.table import Table

_INTERFACES: Final = "ec2:DescribeNetworkInterfaces"


def read_former_interfaces(case: Case, present: Table[NetworkInterface]) -> dict[str, NetworkInterface]:
    """Return the interfaces by id that are not among those present, each as it was last seen; undated ones never."""
    seen = sorted(_seen(case), key=lambda each: each.read_from.at or "")
    return {each.identifier: each for each in seen if each.identifier not in present.by_id}


def _seen(case: Case) -> Iterator[NetworkInterface]:
    records = case.records.get(_INTERFACES, ())
    if len(records) < 2:  # noqa: PLR2004 - one answer is about one moment
        return
    for record in records:
        items = record.answer.get("NetworkInterfaces")
        for item in items if record.at and isinstance(items, list) else ():
            try:
                yield NetworkInterface.model_validate({**item, "$read_from": Source(_INTERFACES, record.at)})
            except (ValidationError, TypeError):
                continue
