from __future__ import annotations

import pytest
from hypothesis import given
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
    ],
)
def test_malformed_reference_names_its_part(written: str, part: str) -> None:
    if written == "a" * 64:
        assert parse_image_name(written) == InvalidImageName(written, "name")
    else:
        image = parse_image_name(written)

        assert isinstance(image, InvalidImageName)
        assert image.part == part


_COMPONENT = st.from_regex(r"[a-z0-9]{1,8}([._-][a-z0-9]{1,8}){0,2}", fullmatch=True)
_HOST = st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8}){1,3}(:[1-9][0-9]{0,3})?", fullmatch=True)


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
