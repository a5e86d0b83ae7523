"""Keys of KMS: their state, who keeps them, and whom their policies admit.

https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import Field

from fargate_doctor.case.unplaced import keys_of_policies
from fargate_doctor.model.asked import ASKED, Asking, Place, read_asked, text, with_only_subject
from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.model.table import Table

KEY: Final = "kms:DescribeKey"
KEY_POLICY: Final = "kms:GetKeyPolicy"


class Key(Quotable):
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html"""

    type_name: ClassVar[str] = "kms-key"

    asked: str = Field(default="", alias=ASKED)
    arn: str = ""
    key_state: str = ""
    key_manager: str = ""

    @property
    def identifier(self) -> str:
        """Return the ARN, of the key or of an alias, by which the key was asked for, else its ARN."""
        return self.asked or self.arn

    @property
    def is_of_aws(self) -> bool:
        """Tell whether AWS keeps the key for the account, so that nobody else's policy speaks of it."""
        return self.key_manager == "AWS"

    @property
    def decrypts(self) -> bool:
        """Tell whether the key can be used in its state: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html"""
        return self.key_state in ("", "Enabled", "Creating", "Updating")


class KeyPolicy(Quotable):
    """https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html"""

    type_name: ClassVar[str] = "kms-key"

    asked: str = Field(default="", alias=ASKED)
    policy: str = ""

    @property
    def identifier(self) -> str:
        """Return the ARN of the key."""
        return self.asked


def read_keys(case: Case) -> Table[Key]:
    """Return the keys by the ARN that was asked for."""
    return read_asked(case, Key, Asking(KEY, _key_id, _key))


def read_key_policies(case: Case) -> Table[KeyPolicy]:
    """Return the policies of keys by the ARN that was asked for."""
    placed = with_only_subject(case, KEY_POLICY, "KeyId", keys_of_policies(case))
    return read_asked(placed, KeyPolicy, Asking(KEY_POLICY, _key_id, _policy))


def _key_id(request: JsonObject, _: Place) -> Iterable[str]:
    return text(request.get("KeyId"))


def _key(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    yield {**answer["KeyMetadata"], ASKED: names[0] if names else ""}


def _policy(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    if names:
        yield {**answer, ASKED: names[0]}
