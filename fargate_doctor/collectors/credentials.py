"""Whether there are credentials, and what to do where there are none or they have expired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

from botocore import exceptions

from fargate_doctor.case.credentials import without_credentials
from fargate_doctor.errors import NoCredentials
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from botocore.session import Session as BotocoreSession

_SSO: Final = (exceptions.SSOError, exceptions.TokenRetrievalError, exceptions.NoAuthTokenError)
_KINDS: Final = (
    *_SSO,
    exceptions.LoginError,
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
    exceptions.CredentialRetrievalError,
    exceptions.RefreshWithMFAUnsupportedError,
    exceptions.UnknownCredentialError,
    exceptions.InfiniteLoopConfigError,
    exceptions.InvalidConfigError,
    exceptions.MetadataRetrievalError,
    exceptions.ConfigNotFound,
    exceptions.ConfigParseError,
)


def is_about_credentials(error: Exception) -> bool:
    """Tell whether botocore could not obtain or refresh credentials."""
    return isinstance(error, _KINDS)


def require_configuration(session: BotocoreSession) -> None:
    """Read the session's profile from the AWS configuration; raise `NoCredentials` where it is not there."""
    try:
        session.get_scoped_config()
    except exceptions.ProfileNotFound as error:
        raise _unknown_profile(str(error.kwargs["profile"]), session.available_profiles) from error
    except exceptions.BotoCoreError as error:
        raise _broken_configuration(error) from error


def require_credentials(session: BotocoreSession) -> None:
    """Fetch the session's credentials now, so that what is wrong with them is said before anything else.

    Raises `NoCredentials`.
    """
    profile = session.get_config_variable("profile")
    try:
        credentials: Any = session.get_credentials()
        if credentials is not None:
            credentials.get_frozen_credentials()
    except (exceptions.BotoCoreError, exceptions.ClientError) as error:
        raise expired_credentials(error, profile, sso=_signs_in_by_sso(session)) from error
    if credentials is None:
        raise NoCredentials(
            Text(
                en="No AWS credentials were found.",
                es="No se han encontrado credenciales de AWS.",
            ),
            Text(
                en="Sign in with `aws sso login` or `aws login`, or name a profile with --profile or AWS_PROFILE.",
                es="Inicie sesión con `aws sso login` o `aws login`, o indique un perfil con --profile o AWS_PROFILE.",
            ),
        )


def refuse_code(profile: str | None) -> NoReturn:
    """Raise the error for a role that wants the code of an MFA device, where nobody can be asked for it."""
    raise NoCredentials(
        Text(
            en="The AWS profile assumes a role that wants an MFA code.",
            es="El perfil de AWS asume un rol que pide un código MFA.",
        ),
        Text(
            en='Run `eval "$({command} --format env)"`, which asks for the code, and try again.',
            es='Ejecute `eval "$({command} --format env)"`, que pide el código, y vuelva a intentarlo.',
        ).fill(command=_command("aws configure export-credentials", profile)),
    )


def expired_credentials(error: Exception, profile: str | None, *, sso: bool = False) -> NoCredentials:
    """Return the error for credentials that were refused, have expired, or could not be fetched."""
    happened = Text(
        en="The AWS credentials cannot be used: {said}",
        es="No se pueden usar las credenciales de AWS: {said}",
    ).fill(said=_said(error))
    if sso or isinstance(error, _SSO):
        return NoCredentials(happened, _sign_in("aws sso login", profile))
    if isinstance(error, exceptions.LoginError):
        return NoCredentials(happened, _sign_in("aws login", profile))
    return NoCredentials(
        happened,
        Text(
            en="Get new credentials, for SSO with `{command}`, and check the computer's clock. "
            "The Region must be enabled in the account.",
            es="Obtenga credenciales nuevas, con `{command}` si usa SSO, y compruebe el reloj del equipo. "
            "La región debe estar habilitada en la cuenta.",
        ).fill(command=_command("aws sso login", profile)),
    )


def _unknown_profile(profile: str, known: list[str]) -> NoCredentials:
    listed = verbatim(", ".join(known)) if known else Text(en="none", es="ninguno")
    return NoCredentials(
        Text(
            en="There is no AWS profile named {profile}.",
            es="No existe ningún perfil de AWS con el nombre {profile}.",
        ).fill(profile=profile),
        Text(
            en="Name one of those in the AWS configuration: {listed}.",
            es="Indique uno de los que hay en la configuración de AWS: {listed}.",
        ).fill(listed=listed),
    )


def _broken_configuration(error: Exception) -> NoCredentials:
    return NoCredentials(
        Text(
            en="The AWS configuration cannot be read: {said}",
            es="No se puede leer la configuración de AWS: {said}",
        ).fill(said=without_credentials(str(error))),
        Text(en="Correct that file.", es="Corrija ese archivo."),
    )


def _sign_in(login: str, profile: str | None) -> Text:
    return Text(
        en="Run `{command}` and try again.",
        es="Ejecute `{command}` y vuelva a intentarlo.",
    ).fill(command=_command(login, profile))


def _command(login: str, profile: str | None) -> str:
    return f"{login} --profile {profile}" if profile else login


def _said(error: Exception) -> str:
    if isinstance(error, exceptions.ClientError):
        said = error.response.get("Error", {})
        words = f"{said.get('Code', '')}: {said.get('Message', '')}".strip(": ") or str(error)
        return without_credentials(words)
    return without_credentials(str(error))


def _signs_in_by_sso(session: BotocoreSession) -> bool:
    configured = session.get_scoped_config()
    return "sso_session" in configured or "sso_start_url" in configured
