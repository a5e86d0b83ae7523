from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.case.redaction.pseudonyms import Pseudonyms

KEYS = st.binary(min_size=1, max_size=32)
NAMES = st.text(alphabet="abcdefXYZ0123456789-_", min_size=1, max_size=12)
PSEUDONYMS = Pseudonyms(b"key")


@given(NAMES, NAMES)
def test_two_names_share_as_long_a_beginning_as_before(one: str, other: str) -> None:
    """A pattern on the beginning of a name, or a name that was cut off, still fits."""
    replaced = PSEUDONYMS.word(one), PSEUDONYMS.word(other)

    assert _common_length(*replaced) == _common_length(one, other)


@given(KEYS, NAMES)
def test_the_form_of_a_name_stays(key: bytes, name: str) -> None:
    """Letters stay letters of their case, digits digits, signs signs; no letter or digit stands for itself."""
    replaced = Pseudonyms(key).word(name)

    assert [_kind(each) for each in replaced] == [_kind(each) for each in name]
    assert all(one != other for one, other in zip(name, replaced, strict=True) if one.isalnum())


@given(KEYS, st.text(alphabet="0123456789abcdef", min_size=1, max_size=32))
def test_a_hexadecimal_id_stays_one(key: bytes, digits: str) -> None:
    """It keeps its length and its digits stay hexadecimal."""
    replaced = Pseudonyms(key).hexadecimal(digits, "vpc")

    assert len(replaced) == len(digits)
    assert set(replaced) <= set("0123456789abcdef")
    assert replaced != digits


def test_one_key_always_says_the_same() -> None:
    """Two exports of one owner can be compared; another owner's cannot."""
    assert Pseudonyms(b"one").word("storefront") == Pseudonyms(b"one").word("storefront")
    assert Pseudonyms(b"one").word("storefront") != Pseudonyms(b"two").word("storefront")


def test_other_scripts_become_latin_letters() -> None:
    """No letter of the name is left."""
    replaced = PSEUDONYMS.word("żółw-日本")

    assert replaced.isascii()
    assert "-" in replaced


def _common_length(one: str, other: str) -> int:
    differing = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(differing, min(len(one), len(other)))


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    return ("capital" if character.isupper() else "letter") if character.isalpha() else character
