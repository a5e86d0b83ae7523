"""The settings file with everything in it, each line with what it does; commented out, so that it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.storage import Watch
from fargate_doctor.text import Text
from fargate_doctor.tui.keys.catalogue import KEYS
from fargate_doctor.tui.keys.moves import MOVES
from fargate_doctor.tui.keys.names import is_typed, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.text import Language

_HEAD: Final = Text(
    en="Settings of fargate-doctor's app. Remove # where something is to be changed; what is left out is as shown.",
    es="Ajustes de la aplicación fargate-doctor. Quite # donde quiera cambiar algo; lo demás queda como se muestra.",
)
_LANGUAGE: Final = Text(
    en="The language of the app: en or es. Without it that of the locale, or the one chosen last in the app.",
    es="El idioma de la aplicación: en o es. Sin él, el de la configuración regional o el último elegido.",
)
_THEME: Final = Text(
    en="The colours, such as fargate-dark, fargate-light or nord. The app lists them with {key}.",
    es="Los colores, por ejemplo fargate-dark, fargate-light o nord. La aplicación los muestra con {key}.",
)
_ASCII: Final = Text(
    en="Whether the app draws with ASCII characters alone, as with --ascii.",
    es="Si la aplicación dibuja solo con caracteres ASCII, como con --ascii.",
)
_ACCOUNT: Final = Text(
    en="Where AWS is asked if neither the command line nor the environment (AWS_PROFILE, AWS_REGION) says it.",
    es="Dónde se pregunta a AWS si no lo indican la línea de comandos ni el entorno (AWS_PROFILE, AWS_REGION).",
)
_WATCH: Final = Text(
    en="Watching a list of tasks ({key}): how often AWS is asked, from 5 to 3600 seconds; whether the bell rings when "
    "another task fails; and a command that is told each failure once, as JSON on its standard input.",
    es="La vigilancia de una lista de tareas ({key}): cada cuánto se pregunta a AWS, de 5 a 3600 segundos; si suena un "
    "pitido cuando falla otra tarea; y un comando que recibe cada fallo una vez, como JSON en su entrada estándar.",
)
_KEYS: Final = Text(
    en='Keys: an action and one key or a list of keys, such as "f5", "ctrl+r", "?" or ["j", "down"]. No two actions '
    "of one screen may have one key.",
    es='Teclas: una acción y una tecla o una lista de teclas, por ejemplo "f5", "ctrl+r", "?" o ["j", "down"]. Dos '
    "acciones de una misma pantalla no pueden tener la misma tecla.",
)
_WIDTH: Final = 100


def example(language: Language) -> str:
    """Return the example; every setting stands in it with its default."""
    return "".join(f"{line}\n" for line in _lines(language))


def _lines(language: Language) -> Iterator[str]:
    watch = Watch()
    yield from _said(_HEAD, language)
    for about, settings in (
        (_LANGUAGE, ('language = "en"',)),
        (_THEME.fill(key=KEYS["app.theme"].shown), ('theme = "fargate-dark"',)),
        (_ASCII, ("ascii = false",)),
        (_ACCOUNT, ('profile = "default"', 'region = "eu-west-1"')),
    ):
        yield ""
        yield from _said(about, language)
        yield from (f"#{each}" for each in settings)
    yield ""
    yield from _said(_WATCH.fill(key=KEYS["tasks.watch"].shown), language)
    yield "[watch]"
    yield f"#seconds = {watch.seconds}"
    yield f"#bell = {str(watch.bell).lower()}"
    yield '#hook = "notify-send fargate-doctor"'
    yield ""
    yield from _said(_KEYS, language)
    yield "[keys]"
    yield from _keys(language)


def _keys(language: Language) -> Iterator[str]:
    actions = {action: (key.keys, key.tooltip) for action, key in KEYS.items()}
    actions |= {action: (move.keys, move.does) for action, move in MOVES.items()}
    for action, (keys, does) in actions.items():
        names = [f'"{_written(each)}"' for each in keys.split(",")]
        value = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
        yield f"#{action} = {value}".ljust(44) + f"# {does.in_language(language)}"


def _said(text: Text, language: Language) -> Iterator[str]:
    line = "#"
    for word in text.in_language(language).split():
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = "#"
        line = f"{line} {word}"
    yield line


def _written(key: str) -> str:
    """Return a key as people write it: a sign as that sign."""
    return shown(key) if is_typed(key) and key != "space" else key
