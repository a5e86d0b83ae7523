"""`@frozen`: a frozen dataclass with slots that costs almost nothing until it is used.

`@dataclass(frozen=True, slots=True)` compiles eight methods for each class while its module is imported. With some two
hundred classes that is a fifth of what a whole diagnosis takes. Here all classes share their methods, and `__init__`
alone is written for a class, when the first of its kind is made. `replace`, `fields` and `asdict` of `dataclasses` take
such a class for one of theirs, and so do type checkers.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, field, fields, make_dataclass
from functools import cached_property
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Return the class with a slot for each annotated name; what `__init__` puts there is never changed.

    A class with a `cached_property` also has the `__dict__` in which that keeps what it found.
    """
    names = tuple(get_annotations(cls))
    given = {name: value for name, value in vars(cls).items() if name in names}
    members = {name: value for name, value in vars(cls).items() if name not in (*names, "__dict__", "__weakref__")}
    keeps = any(isinstance(each, cached_property) for each in members.values())
    own = {
        "__slots__": (*names, "__dict__") if keeps else names,
        "__match_args__": names,
        "__init__": _writes_itself,
        "__dataclass_fields__": _Fields(names, given),
        "__compared__": _all_of(tuple(name for name in names if _is_compared(given.get(name)))),
    }
    metaclass: Any = type(cls)
    made: type[T] = metaclass(cls.__name__, cls.__bases__, {**_SHARED, **members, **own})
    return made


class _Fields:
    """The fields as `dataclasses` describes them, made when it asks."""

    def __init__(self, names: tuple[str, ...], given: Mapping[str, Any]) -> None:
        self.names = names
        self.given = given
        self._made: dict[str, Field[Any]] | None = None

    def __get__(self, _instance: object, _owner: type) -> dict[str, Field[Any]]:
        if self._made is None:
            described = [(name, Any, self.of(name)) for name in self.names]
            made: Any = make_dataclass("Described", described, init=False, repr=False, eq=False)
            self._made = {each.name: each for each in fields(made)}
        return self._made

    def of(self, name: str) -> Field[Any]:
        """Return what stands beside one name: `field(…)`, a default, or nothing."""
        value = self.given.get(name, MISSING)
        described: Field[Any] = value if isinstance(value, Field) else field(default=value)
        return described


def _is_compared(value: object) -> bool:
    return not isinstance(value, Field) or bool(value.compare)


def _all_of(names: tuple[str, ...]) -> Callable[[object], object]:
    return attrgetter(*names) if names else lambda _: ()


def _writes_itself(self: object, *values: object, **named: object) -> None:
    """Write the `__init__` of the class that this is, and run it from now on."""
    owner = next(each for each in type(self).__mro__ if vars(each).get("__init__") is _writes_itself)
    owner.__init__ = _init_of(owner)  # type: ignore[misc]
    self.__init__(*values, **named)  # type: ignore[misc]


def _init_of(owner: type) -> Callable[..., None]:
    described: _Fields = vars(owner)["__dataclass_fields__"]
    known: dict[str, object] = {"MISSING": MISSING}
    parameters, lines = ["self"], []
    for name in described.names:
        member = described.of(name)
        known[f"set_{name}"] = vars(owner)[name].__set__
        known[f"default_{name}"] = member.default
        known[f"make_{name}"] = member.default_factory
        made = member.default_factory is not MISSING
        optional = made or member.default is not MISSING
        parameters.append(f"{name}=default_{name}" if optional else name)
        value = f"make_{name}() if {name} is MISSING else {name}" if made else name
        lines.append(f" set_{name}(self, {value})")
    if hasattr(owner, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines, " return None"]), known)  # noqa: S102 - as dataclasses do
    init: Any = known["__init__"]
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    written: Callable[..., None] = init
    return written


def _equals(self: Any, other: Any) -> Any:  # noqa: ANN401 - any two things
    if other.__class__ is not self.__class__:
        return NotImplemented
    kept = type(self).__compared__
    return kept(self) == kept(other)


def _hashed(self: Any) -> int:  # noqa: ANN401 - any of these classes
    return hash(type(self).__compared__(self))


def _shown(self: Any) -> str:  # noqa: ANN401 - the same
    shown = (name for name, each in self.__dataclass_fields__.items() if each.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError("cannot assign to field", name)


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError("cannot delete field", name)


def _state(self: Any) -> list[Any]:  # noqa: ANN401 - the same
    return [getattr(self, name) for name in self.__match_args__]


def _restore(self: Any, state: list[Any]) -> None:  # noqa: ANN401 - the same
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED: Final[dict[str, Any]] = {
    "__eq__": _equals,
    "__hash__": _hashed,
    "__repr__": _shown,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
