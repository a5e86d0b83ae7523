from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fargate_doctor.facts.image_names import ImageName, InvalidImageName, parse_image_name

DIGEST = "sha256:" + "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("written", "kind", "host", "port", "repository", "tag", "digest"),
    [
        ("nginx", "docker-hub", "docker.io", 443, "library/nginx", None, None),
        ("nginx:1.27", "docker-hub", "docker.io", 443, "library/nginx", "1.27", None),
        ("index.docker.io/nginx", "docker-hub", "docker.io", 443, "library/nginx", None, None),
        ("grafana/grafana:10", "docker-hub", "docker.io", 443, "grafana/grafana", "10", None),
        ("docker.io/grafana/grafana", "docker-hub", "docker.io", 443, "grafana/grafana", None, None),
        ("public.ecr.aws/nginx/nginx:1", "ecr-public", "public.ecr.aws", 443, "nginx/nginx", "1", None),
        ("ghcr.io/a/b/c@" + DIGEST, "other", "ghcr.io", 443, "a/b/c", None, DIGEST),
        ("registry.corp:5000/app:v1", "other", "registry.corp", 5000, "app", "v1", None),
        ("localhost/app", "other", "localhost", 443, "app", None, None),
        (f"quay.io/app:v1@{DIGEST}", "other", "quay.io", 443, "app", "v1", DIGEST),
        ("MyRegistry/app", "other", "MyRegistry", 443, "app", None, None),
    ],
)
def test_reference_is_taken_apart(  # noqa: PLR0913, PLR0917 - the parts of a reference
    written: str, kind: str, host: str, port: int, repository: str, tag: str | None, digest: str | None
) -> None:
    image = parse_image_name(written)

    assert isinstance(image, ImageName)
    assert (image.kind, image.host, image.port) == (kind, host, port)
    assert (image.repository, image.tag, image.digest) == (repository, tag, digest)


@pytest.mark.parametrize(
    ("host", "dual_stack", "fips", "region", "partition"),
    [
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", False, False, "eu-west-1", "aws"),
        ("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", False, True, "us-gov-west-1", "aws-us-gov"),
        ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", False, False, "cn-north-1", "aws-cn"),
        ("123456789012.dkr-ecr.eu-west-1.on.aws", True, False, "eu-west-1", "aws"),
    ],
)
def test_private_ecr_tells_account_and_region(
    host: str, *, dual_stack: bool, fips: bool, region: str, partition: str
) -> None:
    image = parse_image_name(f"{host}/team/web:7")

    assert isinstance(image, ImageName)
    assert (image.kind, image.account, image.region) == ("ecr", "123456789012", region)
    assert (image.is_dual_stack, image.is_fips, image.partition) == (dual_stack, fips, partition)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("", "name"),
        ("Nginx", "name"),
        ("nginx:", "tag"),
        ("nginx:-1", "tag"),
        ("nginx@latest", "digest"),
        ("nginx@sha256:abc", "digest"),
        ("nginx ", "name"),
        ("https://ghcr.io/a/b", "name"),
        ("ghcr.io//b", "name"),
        ("-bad.example/app", "host"),
        ("a" * 64, "name"),
        ("team/" + "a" * 300, "name"),
        (f"nginx:{'a' * 129}", "tag"),
        ("ghcr.io/Team/web", "name"),
        ("Team/Web:1", "name"),
        ("web..api", "name"),
        ("web___api", "name"),
        ("web/.api", "name"),
        ("nginx@sha256:" + "A" * 64, "digest"),
        ("nginx@md5:" + "a" * 32, "digest"),
        ("nginx@sha512:" + "a" * 64, "digest"),
        ("ghcr.io:70000/web", "host"),
        ("ghcr.io:port/web", "host"),
        ("under_score.example:5000/web", "host"),
    ],
)
def test_malformed_reference_names_its_part(written: str, part: str) -> None:
    image = parse_image_name(written)

    assert isinstance(image, InvalidImageName)
    assert image.part == part


@pytest.mark.parametrize(
    "written",
    [
        "localhost:5000",
        "[2001:db8::1]:5000/web:1",
        "192.168.1.1:5000/web",
        "a" * 64 + ":1",
        "registry.example/" + "a" * 255,
        f"nginx:{'a' * 128}",
        "nginx@sha512:" + "a" * 128,
        "web--api/v1__2.3/a-b",
        "Uppercase/lowercase:tag",
        "test_com/foo",
    ],
)
def test_reference_at_the_edge_of_the_grammar_is_read(written: str) -> None:
    assert isinstance(parse_image_name(written), ImageName)


_COMPONENT = st.from_regex(r"[a-z0-9]{1,8}([._-][a-z0-9]{1,8}){0,2}", fullmatch=True)
_HOST = st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){1,3}(:[1-9][0-9]{0,3})?", fullmatch=True)


# What follows is the grammar as its authors state it, in one expression, and their way of completing short names.
_COMPONENT_OF_HOST = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_DOMAIN = rf"(?:{_COMPONENT_OF_HOST}(?:\.{_COMPONENT_OF_HOST})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?"
_PATH_COMPONENT = r"[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*"
_PATH = rf"{_PATH_COMPONENT}(?:/{_PATH_COMPONENT})*"
_DIGEST_PATTERN = r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}"
_WHOLE = re.compile(
    rf"((?:({_DOMAIN})/)?({_PATH}))(?::([A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}}))?(?:@({_DIGEST_PATTERN}))?"
)
_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}


def is_reference(written: str) -> bool:
    """Tell whether the grammar takes a text for a reference to a port that there can be."""
    if re.fullmatch("[a-f0-9]{64}", written):
        return False
    domain, remainder = _completed(written)
    remote = remainder.partition(":")[0]
    whole = _WHOLE.fullmatch(f"{domain}/{remainder}")
    if remote.lower() != remote or whole is None or len(whole[3]) > 255:
        return False
    port = re.search(r":([0-9]+)\Z", domain)
    if port and int(port[1]) > 65535:
        return False
    algorithm, _, encoded = (whole[5] or "").partition(":")
    return not algorithm or (_LENGTHS.get(algorithm) == len(encoded) and encoded == encoded.lower())


def _completed(written: str) -> tuple[str, str]:
    first, slash, rest = written.partition("/")
    if not slash:
        return "docker.io", f"library/{written}"
    if first in ("localhost", "index.docker.io") or set(first) & set(".:") or first.lower() != first:
        domain, remainder = ("docker.io" if first == "index.docker.io" else first), rest
    else:
        domain, remainder = "docker.io", written
    return domain, f"library/{remainder}" if domain == "docker.io" and "/" not in remainder else remainder


_SIGNS = st.text(alphabet="abzAZ019./:@_-[]+ ~\n\u00e9", max_size=24)
_PIECES = st.sampled_from(
    [
        *("a", "web", "Web", "0", "ghcr.io", "localhost", "host:5000", "[::1]", "docker.io", "index.docker.io"),
        *("/", ":", "@", ".", "_", "__", "-", "--", "library"),
        *(DIGEST, f"sha512:{'ab' * 64}", "sha256:abc", "a" * 64, "a" * 130),
    ]
)


@settings(max_examples=1500, deadline=None)
@given(_SIGNS | st.lists(_PIECES, max_size=9).map("".join))
def test_exactly_what_the_grammar_takes_is_read(written: str) -> None:
    """No reference is refused that a registry takes, and none taken that it refuses."""
    assert isinstance(parse_image_name(written), ImageName) == is_reference(written)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(["nginx", "team/web:1", "host:5000/a/b:v1", f"ghcr.io/a@{DIGEST}"]), st.data())
def test_one_sign_more_is_judged_by_the_grammar(written: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(written)))
    sign = data.draw(st.sampled_from(string.printable))
    longer = written[:place] + sign + written[place:]

    assert isinstance(parse_image_name(longer), ImageName) == is_reference(longer)


def test_a_host_with_an_underscore_is_no_malformed_reference() -> None:
    """The grammar takes such a name for a path alone: what asks it fails at the look-up, not at the reading."""
    image = parse_image_name("team_a.example.com/web:1")

    assert isinstance(image, ImageName)
    assert (image.host, image.repository, image.tag) == ("team_a.example.com", "web", "1")


@given(st.text(max_size=300))
def test_any_text_is_answered_the_same_twice(written: str) -> None:
    assert parse_image_name(written) == parse_image_name(written)


@given(
    host=_HOST,
    path=st.lists(_COMPONENT, min_size=1, max_size=4),
    tag=st.none() | st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True),
    digest=st.none() | st.just(DIGEST),
)
def test_grammatical_reference_is_read_back(host: str, path: list[str], tag: str | None, digest: str | None) -> None:
    written = f"{host}/{'/'.join(path)}" + (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")

    image = parse_image_name(written)

    assert isinstance(image, ImageName)
    assert image.repository.endswith("/".join(path))
    assert (image.tag, image.digest) == (tag, digest)
