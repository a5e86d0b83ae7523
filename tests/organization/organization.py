"""Stands where the network would: botocore asks as ever, for whichever profile and Region."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.handlers import BUILTIN_HANDLERS

from tests.organization.account import RegionOfAccount
from tests.organization.limits import Buckets, rate_of, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fargate_doctor.case.model import JsonObject

_KEY = "AKIAEXAMPLE"


class Organization:
    """Many accounts with so many stopped tasks in each Region; it keeps count of what was asked and refused."""

    def __init__(self, accounts: int, tasks: int) -> None:
        self.accounts = tuple(f"{100_000_000_000 + number}" for number in range(accounts))
        self.tasks = tasks
        self.asked: Counter[tuple[str, str, str]] = Counter()
        self.refused: Counter[tuple[str, str]] = Counter()
        self._regions: dict[tuple[str, str], RegionOfAccount] = {}
        self._buckets = Buckets()
        self._lock = Lock()

    def configure(self, file: Path) -> tuple[str, ...]:
        """Write an AWS configuration with a profile for each account, and return the names of the profiles."""
        names = {f"account-{account}": account for account in self.accounts}
        file.write_text(
            "\n".join(
                f"[profile {name}]\naws_access_key_id = {_KEY}{account}\naws_secret_access_key = invented\n"
                for name, account in names.items()
            ),
            encoding="utf-8",
        )
        return tuple(names)

    @property
    def throttled(self) -> int:
        """Return how many calls found their bucket empty."""
        return sum(count for (_, error), count in self.refused.items() if error == "ThrottlingException")

    def calls(self, account: str, region: str) -> Counter[str]:
        """Return how often each operation was asked in one account and Region, pages counted one by one."""
        return Counter(
            {name: count for (owner, place, name), count in self.asked.items() if (owner, place) == (account, region)}
        )

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Answer every session that is opened from now on; it goes by the access key whose account is asked."""
        handlers: Any = BUILTIN_HANDLERS
        mine = (("before-parameter-build", _remember), ("before-call", self._reply))
        handlers.extend(mine)
        try:
            yield
        finally:
            for each in mine:
                handlers.remove(each)

    def _reply(self, **event: Any) -> tuple[AWSResponse, JsonObject]:  # noqa: ANN401 - botocore's own
        model, signer, request = event["model"], event["request_signer"], event["context"]["asked"]
        operation = f"{model.service_model.service_name}:{model.name}"
        account = signer._credentials.access_key.removeprefix(_KEY)
        place = (account, signer.region_name)
        with self._lock:
            self.asked[*place, operation] += 1
            here = self._regions.setdefault(place, RegionOfAccount(*place, self.tasks))
        if not self._buckets.takes(place, rate_of(operation, request)):
            return self._refusal(operation, "ThrottlingException", "Rate exceeded")
        if against := too_large(operation, request):
            return self._refusal(operation, "InvalidParameterException", against)
        return _response(200), dict(here.answer(operation, request))

    def _refusal(self, operation: str, code: str, message: str) -> tuple[AWSResponse, JsonObject]:
        with self._lock:
            self.refused[operation, code] += 1
        return _response(400), {"Error": {"Code": code, "Message": message}}


def _remember(**event: Any) -> None:  # noqa: ANN401 - botocore's own
    event["context"]["asked"] = dict(event["params"])


def _response(status: int) -> AWSResponse:
    return AWSResponse("", status, HTTPHeaders(), None)
