"""Prefix lists, whose blocks come from two kinds of answers.

`DescribePrefixLists` gives AWS's own lists with their blocks, and none of the account's; `DescribeManagedPrefixLists`
gives the names of all, and `GetManagedPrefixListEntries` the blocks of one list, which its answer does not name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.unplaced import prefix_lists_without_entries
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import Kind, is_complete, read_table, reasons_missing
from fargate_doctor.model.routing import PrefixList
from fargate_doctor.model.shape import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case
    from fargate_doctor.model.evidence import Confidence
    from fargate_doctor.model.table import Coverage, Table

ENTRIES: Final = "ec2:GetManagedPrefixListEntries"


def _lists_of(operation: str) -> Kind[PrefixList]:
    return Kind(
        PrefixList,
        operation,
        lambda answer: answer.get("PrefixLists", []),
        ids=("PrefixListIds",),
        id_filters=("prefix-list-id",),
        scopes=lambda _: [],
    )


def read_prefix_lists(case: Case) -> Table[PrefixList]:
    """Return all prefix lists of a case; `cidrs` is None for one whose blocks were not read.

    Only a listing of names proves that a list does not exist.
    """
    table = read_table(case, _lists_of("ec2:DescribeManagedPrefixLists"))
    for with_blocks in read_table(case, _lists_of("ec2:DescribePrefixLists")):
        table = table.with_resource(with_blocks)
    for listed in _lists_with_entries(case):
        known = table.by_id.get(listed.identifier)
        name = known.prefix_list_name if known else ""
        table = table.with_resource(listed.model_copy(update={"prefix_list_name": name}))
    return replace(table, operation=ENTRIES, missing=_reasons(case), coverage=_without_guesses(table.coverage))


def _reasons(case: Case) -> tuple[Missing, ...]:
    """Return why the blocks of a list are not known: the refusal of its entries, or that nobody asked."""
    refused = reasons_missing(case, ENTRIES)
    return refused or (Missing(operation=ENTRIES, error="NotCollected", action=ENTRIES),)


def _without_guesses(coverage: Coverage) -> Coverage:
    return coverage if coverage.everything == "certain" else replace(coverage, everything=None)


def _lists_with_entries(case: Case) -> Iterator[PrefixList]:
    """Return the lists with their entries; entries without a request are used only where one list could have them."""
    records = case.records.get(ENTRIES, ())
    candidates = prefix_lists_without_entries(case)
    bare = [each for each in records if each.request is None]
    for record in records:
        entries = record.answer.get("Entries")
        identifier = (record.request or {}).get("PrefixListId")
        if record.request is None and len(bare) == len(candidates) == 1:
            identifier = next(iter(candidates))
        if not isinstance(identifier, str) or not isinstance(entries, list) or not is_complete(record):
            continue
        cidrs = tuple(str(each.get("Cidr", "")) for each in entries if isinstance(each, dict))
        supports: Confidence = "certain" if record.request else "likely"
        source = Source(ENTRIES, record.at, supports=supports)
        yield PrefixList(prefix_list_id=identifier, cidrs=cidrs, read_from=source)
