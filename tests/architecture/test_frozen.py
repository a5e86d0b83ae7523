from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

import pytest
from pydantic import BaseModel

from fargate_doctor.frozen import frozen

R = TypeVar("R")


@frozen
class Way(Generic[R]):
    """A way that is known by its ends."""

    start: str
    end: R
    hops: tuple[str, ...] = ()
    kept: dict[str, int] = field(default_factory=dict, compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Written(Generic[R]):
    """The same, as `dataclasses` makes it."""

    start: str
    end: R
    hops: tuple[str, ...] = ()
    kept: dict[str, int] = field(default_factory=dict, compare=False)
    secret: str = field(default="", repr=False)


@frozen
class Counted:
    """What looks at itself once it is made."""

    seen: list[str]

    def __post_init__(self) -> None:
        self.seen.append("made")


@frozen
class Nothing:
    """A class of one value."""


@frozen
class Own:
    """What shows itself in its own way."""

    name: str

    def __repr__(self) -> str:
        return self.name


@frozen
class Looked:
    """What keeps what it found."""

    looks: list[str]

    @cached_property
    def first(self) -> int:
        """Return how often it looked."""
        self.looks.append("first")
        return len(self.looks)


class Holder(BaseModel):
    """A model that holds one."""

    way: Way[int]


def test_it_shows_compares_and_hashes_itself_as_a_dataclass_does() -> None:
    mine = Way("a", 1, ("b",), {"x": 1}, "s")
    other: Any = Written("a", 1, ("b",), {"x": 1}, "s")

    assert repr(mine) == repr(other).replace("Written", "Way")
    assert mine == Way("a", 1, ("b",), {"x": 2}, "s")
    assert mine != Way("a", 2, ("b",), {"x": 1}, "s")
    assert mine != other
    assert hash(mine) == hash(Way("a", 1, hops=("b",), secret="s"))
    assert asdict(mine) == asdict(other)
    assert [each.name for each in fields(mine)] == [each.name for each in fields(other)]


def test_what_is_left_out_has_its_default_and_each_its_own() -> None:
    one, other = Way("a", 1), Way("a", 1)

    assert (one.hops, one.kept, one.secret) == ((), {}, "")
    assert one.kept is not other.kept


@pytest.mark.parametrize("arguments", [(), ("a",), ("a", 1, (), {}, "", "too many")])
def test_too_few_or_too_many_values_are_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match=r"Way\.__init__\(\)"):
        Way(*arguments)


def test_nothing_in_it_is_changed_or_added() -> None:
    way: Any = Way("a", 1)

    for name in ("start", "another"):
        with pytest.raises(FrozenInstanceError):
            setattr(way, name, "b")
    with pytest.raises(FrozenInstanceError):
        del way.start
    assert not hasattr(way, "__dict__")


def test_a_changed_copy_is_a_new_one() -> None:
    way = Way("a", 1, ("b",))

    assert replace(way, end=2) == Way("a", 2, ("b",))
    assert way.end == 1


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])  # noqa: S301 - our own
def test_a_copy_is_equal(copied: Any) -> None:  # noqa: ANN401 - three ways to copy
    assert copied(Way("a", 1, ("b",), {"x": 1})) == Way("a", 1, ("b",))


def test_it_is_taken_apart_by_a_pattern() -> None:
    match Way("a", 1):
        case Way(start, end):
            assert (start, end) == ("a", 1)


def test_it_may_look_at_itself_when_it_is_made() -> None:
    assert Counted([]).seen == ["made"]


def test_one_without_members_equals_every_other() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_methods_of_its_own_are_kept() -> None:
    assert repr(Own("mine")) == "mine"


def test_a_model_takes_it_as_it_is() -> None:
    way = Way("a", 1)

    assert Holder(way=way).way is way


def test_what_it_found_once_it_keeps() -> None:
    looked = Looked([])

    assert looked.first == looked.first == 1
    assert looked.looks == ["first"]
