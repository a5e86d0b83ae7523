"""Text that wants to be obeyed: in every string of a case it is shown, and nobody obeys it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser
from itertools import starmap
from random import Random
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import pytest

from fargate_doctor.case.write import dump_case
from fargate_doctor.demo import catalogue
from tests.campaigns.figures import FULL, length, write_down
from tests.cli.conftest import CommandLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ESCAPES: Final = {
    "ansi": "\x1b[31;41;1mMARK\x1b[2J\x1b[H",
    "osc title": "\x1b]0;MARK\x07",
    "osc clipboard": "\x1b]52;c;TUFSSw==\x1b\\",
    "osc link": "\x1b]8;;https://evil.example/MARK\x1b\\MARK\x1b]8;;\x1b\\",
    "dcs": "\x1bP+q4d41524b\x1b\\",
    "c1": "\x9b31mMARK\x9d0;MARK\x9c\x90x\x9c",
    "rich": "[bold red]MARK[/bold red] [link=https://evil.example]x[/link] [/] [[",
    "textual": "[@click=app.quit]MARK[/] [$error]x[/]",
    "bidi": "\u202eMARK\u202c \u2066x\u2069 \u200f\u061c",
    "newlines": "MARK\r\nroot cause: none\nMARK\x0bMARK\x0cMARK\x85MARK\u2028MARK\u2029",
    "nul": "MARK\x00MARK\x08\x08\x08\x08\x7f",
    "html": "<img src=x onerror=MARK><script>MARK</script>\"' onload=MARK &amp; <!-- ]]> -->",
    "markdown": "`MARK` ](javascript:MARK) ![x](https://evil.example/MARK) | # MARK\n```\n<b>MARK</b>",
    "format": "{0} {MARK} {x!r:>99999999} %s %n ${MARK} $(MARK)",
    "half a character": "MARK\ud800",
}
EVERYTHING: Final = " ".join(ESCAPES.values())
_OURS: Final = re.compile("\x1b\\[[0-9;]*m")
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STRUCTURE: Final = frozenset({"schema", "operation", "action", "error", "region", "partition", "at", "collected_at"})


def _obeyed(words: str) -> list[str]:
    """Return the characters that a terminal, a browser or an editor would obey."""
    return [repr(each) for each in words if each in _BIDI or _is_control(each)]


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in "\n\t"


def _hostile(document: Any, changed: Callable[[str], str], name: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Return a case in which every string, but those of the form itself, has been changed, equal ones equally."""
    if isinstance(document, dict):
        return {key: _hostile(value, changed, key) for key, value in document.items()}
    if isinstance(document, list):
        return [_hostile(each, changed, name) for each in document]
    return changed(document) if isinstance(document, str) and name not in _STRUCTURE else document


def _names_and_words(document: Any, payload: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return a case that is still about its task: names, tags, reasons and messages carry the payload."""
    wordy = re.compile("name$|reason|message|value$|key$|description|image$|command|text|said|group$", re.IGNORECASE)

    def walk(value: Any, name: str) -> Any:  # noqa: ANN401 - the same
        if isinstance(value, dict):
            return {key: walk(member, key) for key, member in value.items()}
        if isinstance(value, list):
            return [walk(each, name) for each in value]
        is_id = isinstance(value, str) and re.match(r"(arn:|[a-z]+-[0-9a-f]{8}|\d)", value)
        return f"{value}{payload}" if isinstance(value, str) and wordy.search(name) and not is_id else value

    return {**document, "records": walk(document["records"], ""), "failures": walk(document["failures"], "")}


_TAGS: Final = frozenset({"script", "img", "b", "iframe", "object"})


class _Tags(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(attrs)))


def _wrong_in_html(page: str) -> list[object]:
    tags = _Tags()
    tags.feed(page)
    return [each for each in tags.found if each[0] in _TAGS or any(starmap(_is_wrong, each[1]))]


def _is_wrong(name: str, value: str | None) -> bool:
    return name.startswith("on") or any(word in (value or "") for word in ("javascript:", "evil"))


def _wrong_in_markdown(page: str) -> list[str]:
    """Return what a reader of Markdown would make a picture, a link or a tag of, outside blocks and spans of code."""
    blocks = re.compile(r"^( *)(`{3,})[^`\n]*\n.*?^\1\2`*$", re.DOTALL | re.MULTILINE)
    words = re.sub(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", "", blocks.sub("", page))
    return re.findall(r"<(?:img|script|b)\b[^>]*>|(?<!\\)\]\((?:javascript|https://evil)[^)]*\)", words)


def _wrong(form: str, output: str) -> list[object]:
    """Return what is wrong with one output."""
    wrong: list[object] = list(_obeyed(_OURS.sub("", output) if form == "terminal" else output))
    if form == "html":
        wrong += _wrong_in_html(output)
    elif form == "markdown":
        wrong += _wrong_in_markdown(output)
    elif form == "json":
        json.loads(output)
    elif form == "junit":
        ET.fromstring(output)  # noqa: S314 - it is what we wrote
    return wrong


FORMS: Final = ("text", "terminal", "markdown", "html", "json", "junit")


def _shown(command: CommandLine, form: str, *arguments: str | Path) -> str:
    """Return all that a run shows, on standard error too."""
    if form == "terminal":
        ended = command(*arguments, is_terminal=True, env={"TERM": "xterm-256color"})
    else:
        ended = command(*arguments, "--format", form)
    assert ended.code in (0, 1, 2, 3), ended.err
    assert "should not" not in ended.err, ended.err
    assert _obeyed(_OURS.sub("", ended.err)) == []
    return ended.out


def _case(name: str) -> Any:  # noqa: ANN401 - any JSON value
    return json.loads(dump_case(catalogue.open_demo(name)))


def test_words_of_aws_are_inert_in_every_report(tmp_path: Path) -> None:
    """In names, tags, reasons and messages; the diagnosis comes all the same."""
    command, tried, wrong = CommandLine(tmp_path), 0, []
    names = catalogue.names()
    payloads = list(ESCAPES.items())
    for turn in range(length(5, len(payloads) * len(names))):
        kind, payload = payloads[turn % len(payloads)] if turn else ("everything", EVERYTHING)
        name = names[(turn * 7) % len(names)]
        path = tmp_path / "case.json"
        path.write_text(json.dumps(_names_and_words(_case(name), payload)), encoding="utf-8")
        for form in FORMS:
            tried += 1
            found = _wrong(form, _shown(command, form, "diagnose", "--case", path))
            wrong += [(kind, name, form, found[:5])] if found else []
    write_down("hostile words in reports", outputs=tried, kinds=len(ESCAPES), zero={"obeyed": len(wrong)})

    assert wrong == []


class _Changed:
    """Adds the payload to one string of a case, wherever it stands; to all of them where none is chosen."""

    def __init__(self, payload: str, chosen: int | None) -> None:
        self._payload, self._chosen = payload, chosen
        self._seen: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        place = self._seen.setdefault(text, len(self._seen))
        return f"{text}{self._payload}" if self._chosen in (None, place) else text


def test_any_string_may_be_hostile(tmp_path: Path) -> None:
    """All of them at once, ids too, which then mean nothing; and each by itself, drawn by lot."""
    command, wrong = CommandLine(tmp_path), []
    random = Random("strings")  # noqa: S311 - the same in every run
    path = tmp_path / "case.json"
    turns = length(4, 4000)
    for turn in range(turns):
        document = _case(random.choice(catalogue.names()))
        payload = random.choice(list(ESCAPES.values()))
        changed = _Changed(payload, None if turn == 0 else random.randrange(300))
        path.write_text(json.dumps(_hostile(document, changed)), encoding="utf-8")
        form = FORMS[turn % len(FORMS)]
        found = _wrong(form, _shown(command, form, "diagnose", "--case", path))
        wrong += [(turn, form, payload, found[:5])] if found else []
    write_down("hostile strings one by one", cases=turns, zero={"obeyed": len(wrong)})

    assert wrong == []


def _runs(folder: Path, words: str) -> Iterator[tuple[tuple[str | Path, ...], str]]:
    """Yield what is asked of the command line, and what it is given on standard input."""
    plain, hostile = folder / "plain.json", folder / "hostile.json"
    plain.write_text(json.dumps(_case(catalogue.FIRST)), encoding="utf-8")
    hostile.write_text(json.dumps(_names_and_words(_case(catalogue.FIRST), EVERYTHING)), encoding="utf-8")
    named, definition = folder / "\x1b[31m\u202eMARK\x9b.json", folder / "\x1b]0;MARK\x07definition.json"
    named.write_bytes(hostile.read_bytes())
    definition.write_text(json.dumps(_definition(plain, words)), encoding="utf-8")
    line = json.dumps({"text": words, "id": words, "to": words, "from": words})
    launch = ("--subnets", "subnet-1", "--case", hostile)
    for arguments in (
        ("explain", f"CannotPullContainerError: {words}"),
        ("explain", f"CannotPullContainerError: {words}", "--format", "json"),
        ("explain", words),
        ("diff", plain, hostile),
        ("diff", plain, hostile, "--format", "json"),
        ("diff", named, words),
        ("scan", "--case", hostile),
        ("scan", "--case", folder),
        *(("scan", "--case", hostile, "--format", form) for form in ("json", "jsonl", "markdown")),
        ("path", "--case", hostile, "--to", words),
        ("path", "--case", hostile, "--from", words, "--to", "10.0.0.1", "--format", "json"),
        ("diagnose", words),
        ("diagnose", named, "--save"),
        ("diagnose", "--case", words),
        ("diagnose", "--case", hostile, "--walk"),
        ("diagnose", "--case", hostile, "--task", words),
        ("diagnose", "--format", words),
        *((command, option, words) for command in ("diagnose", "record") for option in _LIVE_OPTIONS),
        ("preflight", "--task-definition", words, *launch),
        ("preflight", "--task-definition", definition, *launch),
        ("preflight", "--task-definition", definition, "--load-balancer", words, *launch),
        ("preflight", "--task-definition", definition, "--subnets", words),
        ("cases", "list"),
        ("cases", "list", "--format", "json"),
        ("cases", "search", "MARK"),
        ("cases", "open", words),
        ("cases", "prune", "--older-than", words),
        ("completion", words),
        ("import", "--script", "--cluster", words, "--task", words),
        ("demo", words),
        (words,),
        ("redact", hostile, "-o", folder / "redacted.json"),
        ("redact", hostile, "-o", folder / words[:20] / "x"),
        ("import", hostile, named, "-o", folder / "imported.json"),
    ):
        yield arguments, ""
    yield ("explain", "--jsonl"), f"{line}\n{words}\n"
    yield ("path", "--case", hostile, "--jsonl"), f"{line}\n{words}\n"
    yield ("preflight", "--task-definition", "-", *launch), words


_LIVE_OPTIONS: Final = ("--cluster", "--service", "--profile", "--region", "--endpoint-url")


def _definition(case: Path, words: str) -> Any:  # noqa: ANN401 - any JSON value
    (described,) = json.loads(case.read_bytes())["records"]["ecs:DescribeTaskDefinition"]
    definition = described["answer"]["taskDefinition"]
    definition["family"] += words
    definition["containerDefinitions"][0]["name"] += words
    definition["containerDefinitions"][0]["image"] += words
    return definition


def test_a_name_server_that_is_no_address_is_answered(tmp_path: Path) -> None:
    """Nobody can tell where it is, so the walk does not look for its name again and again."""
    document = _case(catalogue.FIRST)
    for record in document["records"]["ec2:DescribeDhcpOptions"]:
        record["answer"]["DhcpOptions"][0]["DhcpConfigurations"] = [
            {"Key": "domain-name-servers", "Values": [{"Value": "ns.example.com"}]}
        ]
    path = tmp_path / "case.json"
    path.write_text(json.dumps(document), encoding="utf-8")

    assert "ns.example.com" in _shown(CommandLine(tmp_path), "json", "diagnose", "--case", path)


def test_other_commands_show_it_inert_too(tmp_path: Path) -> None:
    """In every form of every command, and where the words are an argument, the name of a file, or piped in."""
    command, wrong, tried = CommandLine(tmp_path), [], 0
    words = EVERYTHING.replace("\x00", "").encode("utf-8", "replace").decode()
    for arguments, piped in _runs(tmp_path, words):
        for is_terminal in (False, True) if FULL else (False,):
            tried += 1
            ended = command(*arguments, stdin=piped, is_terminal=is_terminal, env=_NOWHERE)
            assert "should not" not in ended.err, ended.err
            if found := _obeyed(_OURS.sub("", ended.out) if is_terminal else ended.out) + _obeyed(ended.err):
                wrong.append((arguments[:3], found[:5]))
    for path in (tmp_path / "redacted.json", tmp_path / "imported.json"):
        assert _obeyed(path.read_text(encoding="utf-8")) == []
    write_down("hostile words in other commands", runs=tried, zero={"obeyed": len(wrong)})

    assert wrong == []


_NOWHERE: Final = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_REGION": "eu-west-1", "TERM": "xterm-256color"}


def test_a_megabyte_in_one_field_is_survived(tmp_path: Path) -> None:
    """Each report comes, and the message is not repeated without end."""
    command, path = CommandLine(tmp_path), tmp_path / "case.json"
    document = _case(catalogue.FIRST)
    (described,) = document["records"]["ecs:DescribeTasks"]
    for task in described["answer"]["tasks"]:
        task["stoppedReason"] += " \x1b[31m" + "MARK" * 250_000
    path.write_text(json.dumps(document), encoding="utf-8")

    sizes = {form: len(_shown(command, form, "diagnose", "--case", path)) for form in FORMS}

    assert max(sizes.values()) < 20_000_000, sizes


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_app_sends_no_escape_that_came_from_data(tmp_path: Path) -> None:
    """Everything that it writes to a real terminal, over its screens, is searched for what the case wanted sent."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(_names_and_words(_case(catalogue.FIRST), EVERYTHING)), encoding="utf-8")
    ours, theirs = pty.openpty()
    keys = ("f", "p", "\r", "m", "x", "w", "t", "c", "l", "?", "\x1b", "end", "i", "k", "h")
    drawn = bytearray()
    with subprocess.Popen(  # noqa: S603 - the tool itself
        [sys.executable, "-m", "fargate_doctor", str(path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={"HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path), "LANG": "C.UTF-8", "TERM": "xterm-256color"},
    ) as process:
        _read_until_quiet(ours, drawn, first=b"MARK")
        for key in keys:
            os.write(ours, key.encode())
            _read_until_quiet(ours, drawn)
            os.write(ours, b"\x1b")
            _read_until_quiet(ours, drawn)
        process.terminate()
        _read_until_quiet(ours, drawn)
        process.wait(60)
    os.close(theirs)
    os.close(ours)

    words = re.sub("\x1b\\]22;[a-z]*\x07", "", drawn.decode(errors="replace"))  # textual's own: the pointer's shape
    sent = [each for each in _NEVER_SENT if each in words]
    sent += [repr(each) for each in sorted(_BIDI | {"\u2028", "\u2029"}) if each in words]
    write_down("hostile words in the app", bytes_searched=len(drawn), zero={"escapes sent": len(sent)})
    assert "MARK" in words
    assert sent == []


_NEVER_SENT: Final = (
    *("\x1b]0;", "\x1b]52;", "\x1b]8;;https://evil", "\x1bP+q", "\x1b[31;41;1m"),
    *("\x9b", "\x9d", "\x07", "\x00"),
)


def _read_until_quiet(terminal: int, drawn: bytearray, first: bytes = b"") -> None:
    """Read what is drawn until nothing comes for a while; `first` is waited for."""
    import select  # noqa: PLC0415 - not there on every system

    while True:
        ready, _, _ = select.select([terminal], [], [], 20 if first and first not in drawn else 0.4)
        if not ready:
            return
        try:
            drawn += os.read(terminal, 65536)
        except OSError:
            return
