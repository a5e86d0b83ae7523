"""Lines are at most as wide as the terminal, and commands stay commands."""

import shlex

from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.reports.wrapping import wrapped, wrapped_command

WORDS = st.text("abc \u00e9\x1b\u202e\n", max_size=200)


@given(WORDS, st.integers(20, 80))
def test_lines_are_inert_and_fit(words: str, width: int) -> None:
    """No line is wider than asked for unless one word is; nothing is left that a terminal obeys."""
    lines = wrapped(words, width, first="  - ")

    assert all(len(line) <= width or " " not in line.strip(" -") for line in lines)
    assert not any(character in "\x1b\u202e\n" for line in lines for character in line)


def test_an_id_stays_whole() -> None:
    """A word that is longer than the line is not cut."""
    arn = "arn:aws:ecs:eu-west-1:123456789012:task/shop/0123456789abcdef0123456789abcdef"

    assert arn in wrapped(f"The task {arn} stopped.", 40)


def test_a_command_is_broken_before_its_options() -> None:
    """Each line but the last ends in a backslash."""
    command = "aws ec2 create-route --route-table-id rtb-1 --destination-cidr-block 0.0.0.0/0 --gateway-id igw-1"

    lines = wrapped_command(command, 60, first="$ ")

    assert [len(line) <= 60 for line in lines] == [True] * len(lines)
    assert all(line.endswith(" \\") for line in lines[:-1])
    assert len(lines) > 1


@given(st.lists(st.text("ab '\"-", min_size=1, max_size=30), min_size=1, max_size=8))
def test_a_broken_command_is_still_the_same(arguments: list[str]) -> None:
    """A shell reads the same words from the broken lines."""
    command = shlex.join(["aws", *arguments])

    lines = wrapped_command(command, 40, first="$ ")

    joined = "\n".join(lines).removeprefix("$ ")
    assert shlex.split(joined.replace("\\\n", "")) == shlex.split(command)


def test_a_quoted_text_is_not_broken() -> None:
    """What looks like an option inside quotes is none."""
    command = f"aws x --filters 'a --b {'c' * 60} --d'"

    assert f"'a --b {'c' * 60} --d'" in "\n".join(wrapped_command(command, 40, first="$ "))
