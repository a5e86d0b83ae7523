"""The way to AWS: standard configuration, one client per service, and no operation outside the table."""

from __future__ import annotations

import os
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import botocore.session
from botocore import exceptions
from botocore.config import Config
from botocore.loaders import create_loader

from fargate_doctor import __version__
from fargate_doctor.collectors.credentials import refuse_code, require_configuration, require_credentials
from fargate_doctor.collectors.forms import is_document
from fargate_doctor.collectors.permissions import permitted
from fargate_doctor.errors import EndpointUnreachable, NoRegion
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from botocore.loaders import Loader
    from botocore.model import OperationModel

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 15
ATTEMPTS: Final = 3
CONNECTIONS: Final = 16

_OK: Final = 200

# The first moment of a call, which a presigned URL meets too, and the last one before it is signed.
_BEFORE_LEAVING: Final = ("provide-client-params", "before-call")


class BrokenAnswer(exceptions.BotoCoreError):
    """What was answered is no document, so it does not say that there is nothing."""

    fmt = "What answered is no document of the kind that AWS sends."


class Session:
    """One account and Region; `client` may be called from any thread."""

    def __init__(
        self, botocore_session: botocore.session.Session, region: str, endpoint_url: str | None = None
    ) -> None:
        self._botocore = botocore_session
        self._endpoint_url = endpoint_url
        self._clients: dict[str, Any] = {}
        self._lock = Lock()
        self.region = region
        self.profile: str | None = botocore_session.get_config_variable("profile")
        self.partition: str = _partition(botocore_session, region)

    def client(self, service: str) -> Any:  # noqa: ANN401 - botocore builds clients at run time
        """Return the one client of `service`, made at the first call."""
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self._botocore.create_client(
                    service,
                    region_name=self.region,
                    endpoint_url=self._endpoint_url,
                    config=Config(
                        connect_timeout=CONNECT_SECONDS,
                        read_timeout=READ_SECONDS,
                        max_pool_connections=CONNECTIONS,
                        retries={"mode": "adaptive", "total_max_attempts": ATTEMPTS},
                        user_agent_extra=f"fargate-doctor/{__version__}",
                    ),
                )
            return self._clients[service]

    def in_region(self, region: str) -> Session:
        """Return the session of the same account in another Region; itself where it is the same one."""
        return self if region == self.region else Session(self._botocore, region, self._endpoint_url)


def open_session(
    *,
    profile: str | None = None,
    region: str | None = None,
    endpoint_url: str | None = None,
    ask_code: Callable[[str], str] | None = None,
) -> Session:
    """Return a session as the AWS configuration says, arguments first.

    `ask_code` is given a prompt and returns the code of an MFA device; without it a role that wants one is refused.

    Raises `NoRegion`, `NoCredentials` (also for an unknown profile or a broken file) and `EndpointUnreachable`
    (a URL that is none).
    """
    guarded = botocore.session.Session(profile=profile)
    require_configuration(guarded)
    guarded.register_component("data_loader", _models_at(guarded.get_config_variable("data_path")))
    chosen = region or os.environ.get("AWS_REGION") or guarded.get_config_variable("region")
    _require_region(chosen)
    _require_url(endpoint_url)
    fetching = _fetching_session(profile, chosen, ask_code)
    guarded.register_component("credential_provider", fetching.get_component("credential_provider"))
    for moment in _BEFORE_LEAVING:
        guarded.register(moment, _refuse_unlisted)
    guarded.register("after-call", _refuse_broken)
    require_credentials(guarded)
    return Session(guarded, chosen, endpoint_url)


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles in the AWS configuration, in its order."""
    try:
        return tuple(botocore.session.Session().available_profiles)
    except exceptions.BotoCoreError:
        return ()


def current_region(profile: str | None = None) -> str | None:
    """Return the Region that would be used without naming one, None where none is configured."""
    configured = botocore.session.Session(profile=profile)
    try:
        return os.environ.get("AWS_REGION") or configured.get_config_variable("region")
    except exceptions.BotoCoreError:
        return None


def regions_of(profile: str | None = None) -> tuple[str, ...]:
    """Return the Regions of the profile's partition in which Amazon ECS is offered, as botocore knows them."""
    session = botocore.session.Session(profile=profile)
    here = current_region(profile)
    return tuple(session.get_available_regions("ecs", _partition(session, here) if here else "aws"))


@cache
def _models_at(path: str | None) -> Loader:
    """Return what reads botocore's models, which are large, once for all sessions of the process."""
    return create_loader(path)


def _fetching_session(
    profile: str | None, region: str, ask_code: Callable[[str], str] | None
) -> botocore.session.Session:
    """Return the session that fetches credentials.

    It stands apart, because assuming a role or signing in takes calls (`sts:AssumeRole`, `sso:GetRoleCredentials`)
    that are outside the table.
    """
    session = botocore.session.Session(profile=profile)
    session.set_config_variable("region", region)
    assuming: Any = session.get_component("credential_provider").get_provider("assume-role")
    # botocore would ask at the terminal, in the middle of whatever is drawn there.
    assuming._prompter = ask_code or (lambda _: refuse_code(profile))  # noqa: SLF001 - it has no other way in
    return session


def _refuse_unlisted(**event: Any) -> None:  # noqa: ANN401 - botocore's events carry what they like
    model: OperationModel = event["model"]
    permitted(f"{model.service_model.service_name}:{model.name}")


def _refuse_broken(**event: Any) -> None:  # noqa: ANN401 - botocore's events carry what they like
    answered = event["http_response"]
    says_nothing = answered.status_code == _OK and event["parsed"].keys() <= {"ResponseMetadata"}
    if says_nothing and not is_document(answered.content, event["model"]):
        raise BrokenAnswer


def _require_region(region: str | None) -> None:
    if not region:
        raise NoRegion(
            Text(en="No AWS Region is set.", es="No se ha indicado ninguna región de AWS."),
            Text(
                en="Name one with --region, AWS_REGION, or `region` in the profile.",
                es="Indique una con --region, AWS_REGION o `region` en el perfil.",
            ),
        )


def _require_url(endpoint_url: str | None) -> None:
    if endpoint_url and not endpoint_url.startswith(("http://", "https://")):
        raise EndpointUnreachable(
            Text(
                en="{url} is not the URL of an endpoint.",
                es="{url} no es la URL de un punto de conexión.",
            ).fill(url=endpoint_url),
            Text(
                en="Write it with its scheme, as in http://localhost:5000.",
                es="Escríbala con su esquema, como en http://localhost:5000.",
            ),
        )


def _partition(botocore_session: botocore.session.Session, region: str) -> str:
    try:
        return botocore_session.get_partition_for_region(region)
    except exceptions.BotoCoreError:
        return "aws"
