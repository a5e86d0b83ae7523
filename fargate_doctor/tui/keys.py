"""Every key of the app, once: what it does, in both languages. Bindings, key bar, palette and help are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding

from fargate_doctor.text import Text


@dataclass(frozen=True, slots=True)
class Key:
    """One action. `keys` are textual's names, `shown` what people read on the key; `label` is for the key bar."""

    id: str
    keys: str
    shown: str
    action: str
    label: Text
    tooltip: Text
    in_bar: bool = True
    in_palette: bool = True

    def as_binding(self) -> Binding:
        """Return the binding; its words are those of the catalogue, looked up by id."""
        return Binding(
            self.keys,
            self.action,
            self.label.en,
            show=self.in_bar,
            key_display=self.shown,
            tooltip=self.tooltip.en,
            id=self.id,
        )


_KEYS: Final = (
    Key(
        "app.help",
        "question_mark,f1",
        "?",
        "help",
        Text(en="Help", es="Ayuda"),
        Text(
            en="Keys of this screen, and what the words mean", es="Teclas de esta pantalla y qué significa cada palabra"
        ),
    ),
    Key(
        "app.quit",
        "q",
        "q",
        "quit",
        Text(en="Quit", es="Salir"),
        Text(en="Leave fargate-doctor", es="Salir de fargate-doctor"),
    ),
    Key(
        "app.language",
        "f2",
        "F2",
        "switch_language",
        Text(en="Español", es="English"),
        Text(en="Cambiar a español", es="Switch to English"),
    ),
    Key(
        "app.theme",
        "f3",
        "F3",
        "change_theme",
        Text(en="Theme", es="Tema"),
        Text(en="Choose other colours", es="Elegir otros colores"),
        in_bar=False,
    ),
    Key(
        "screen.back",
        "escape",
        "Esc",
        "back",
        Text(en="Back", es="Atrás"),
        Text(en="Leave this screen", es="Salir de esta pantalla"),
    ),
    Key(
        "start.leave",
        "escape",
        "Esc",
        "leave",
        Text(en="Quit", es="Salir"),
        Text(en="Leave fargate-doctor", es="Salir de fargate-doctor"),
        in_palette=False,
    ),
    Key(
        "start.entry",
        "slash",
        "/",
        "focus_entry",
        Text(en="Type or paste", es="Escribir o pegar"),
        Text(
            en="Go to the field for an ARN, a URL, cluster/id or a path",
            es="Ir al campo para un ARN, una URL, clúster/id o una ruta",
        ),
    ),
    Key(
        "start.profile",
        "p",
        "p",
        "choose_profile",
        Text(en="Profile", es="Perfil"),
        Text(en="Choose the AWS profile", es="Elegir el perfil de AWS"),
    ),
    Key(
        "start.region",
        "r",
        "r",
        "choose_region",
        Text(en="Region", es="Región"),
        Text(en="Choose the AWS Region", es="Elegir la región de AWS"),
    ),
    Key(
        "start.open",
        "enter",
        "Enter",
        "open",
        Text(en="Open", es="Abrir"),
        Text(en="Open what is marked", es="Abrir lo señalado"),
        in_palette=False,
    ),
    Key(
        "tasks.open",
        "enter",
        "Enter",
        "open",
        Text(en="Diagnose", es="Diagnosticar"),
        Text(en="Diagnose the marked task", es="Diagnosticar la tarea señalada"),
    ),
    Key(
        "tasks.filter",
        "slash",
        "/",
        "filter",
        Text(en="Filter", es="Filtrar"),
        Text(en="Show only tasks that hold these words", es="Mostrar solo las tareas que contengan estas palabras"),
    ),
    Key(
        "tasks.sort",
        "s",
        "s",
        "sort",
        Text(en="Sort", es="Ordenar"),
        Text(en="Sort by the next column", es="Ordenar por la columna siguiente"),
    ),
    Key(
        "tasks.refresh",
        "r",
        "r",
        "refresh_tasks",
        Text(en="Refresh", es="Actualizar"),
        Text(en="Ask AWS again; the cursor stays", es="Volver a preguntar a AWS; el cursor se queda"),
    ),
    Key(
        "collecting.stop",
        "escape",
        "Esc",
        "stop",
        Text(en="Stop", es="Detener"),
        Text(
            en="Stop asking, and diagnose what is there; once more leaves",
            es="Dejar de preguntar y diagnosticar lo que haya; otra vez, salir",
        ),
    ),
    Key(
        "collecting.retry",
        "r",
        "r",
        "retry",
        Text(en="Try again", es="Reintentar"),
        Text(en="Do the same once more", es="Hacer lo mismo otra vez"),
    ),
    Key(
        "walk.next",
        "enter,right",
        "Enter →",
        "next",
        Text(en="Next", es="Seguir"),
        Text(
            en="Go on to the next question; at the end, to the fixes",
            es="Ir a la pregunta siguiente; al final, a las soluciones",
        ),
    ),
    Key(
        "walk.previous",
        "left",
        "←",
        "previous",
        Text(en="Previous", es="Anterior"),
        Text(en="Go back to the question before", es="Volver a la pregunta anterior"),
    ),
    Key(
        "walk.read",
        "space",
        "Space",
        "read_on",
        Text(en="Read on", es="Seguir leyendo"),
        Text(en="Scroll on; from the end to the next question", es="Bajar; desde el final, a la pregunta siguiente"),
        in_bar=False,
    ),
    Key(
        "walk.failure",
        "f",
        "f",
        "first_failure",
        Text(en="Failure", es="Fallo"),
        Text(en="Jump to the first failure; again, to the next", es="Saltar al primer fallo; otra vez, al siguiente"),
    ),
    Key(
        "walk.fixes",
        "t",
        "t",
        "fixes",
        Text(en="Fixes", es="Soluciones"),
        Text(en="What to change, with commands", es="Qué cambiar, con los comandos"),
    ),
    Key(
        "walk.paths",
        "p",
        "p",
        "paths",
        Text(en="Paths", es="Caminos"),
        Text(
            en="Every destination, and the way to it hop by hop", es="Cada destino y el camino hasta él, salto a salto"
        ),
    ),
    Key(
        "walk.fold",
        "z",
        "z",
        "fold",
        Text(en="Unfold", es="Desplegar"),
        Text(
            en="Show or hide the questions that do not matter here",
            es="Mostrar u ocultar las preguntas que aquí no importan",
        ),
    ),
    Key(
        "walk.undo",
        "u",
        "u",
        "undo",
        Text(en="Undo", es="Retirar"),
        Text(en="Take back what you answered last", es="Retirar lo último que respondió"),
    ),
    Key(
        "walk.copy",
        "c",
        "c",
        "copy",
        Text(en="Copy", es="Copiar"),
        Text(en="Copy this question with its evidence", es="Copiar esta pregunta con sus pruebas"),
        in_bar=False,
    ),
    Key(
        "case.save",
        "x",
        "x",
        "save",
        Text(en="Export", es="Exportar"),
        Text(
            en="Save a case file, redacted unless you say otherwise",
            es="Guardar un archivo de caso, anonimizado salvo que indique lo contrario",
        ),
    ),
    Key(
        "paths.open",
        "enter",
        "Enter",
        "read_hops",
        Text(en="Read", es="Leer"),
        Text(en="Go to the hops of the marked way", es="Ir a los saltos del camino señalado"),
    ),
    Key(
        "paths.copy",
        "c",
        "c",
        "copy",
        Text(en="Copy", es="Copiar"),
        Text(en="Copy the way with its hops", es="Copiar el camino con sus saltos"),
    ),
    Key(
        "fixes.copy",
        "c",
        "c",
        "copy",
        Text(en="Copy", es="Copiar"),
        Text(
            en="Copy the marked command; in the list, all of the first choice",
            es="Copiar el comando señalado; en la lista, todos los de la primera opción",
        ),
    ),
    Key(
        "fixes.into",
        "right,enter",
        "→",
        "into",
        Text(en="To the commands", es="A los comandos"),
        Text(en="Go into the choices", es="Entrar en las opciones"),
    ),
    Key(
        "fixes.out",
        "left",
        "←",
        "out",
        Text(en="To the findings", es="A los hallazgos"),
        Text(en="Go back to the list of findings", es="Volver a la lista de hallazgos"),
        in_bar=False,
    ),
    Key(
        "list.filter",
        "slash",
        "/",
        "filter",
        Text(en="Filter", es="Filtrar"),
        Text(en="Show only what holds these words", es="Mostrar solo lo que contenga estas palabras"),
    ),
    Key(
        "dialog.accept",
        "enter",
        "Enter",
        "accept",
        Text(en="Accept", es="Aceptar"),
        Text(en="Take what is marked or typed", es="Tomar lo señalado o escrito"),
        in_palette=False,
    ),
)

KEYS: Final = {key.id: key for key in _KEYS}


def bindings(*ids: str) -> list[Binding]:
    """Return the bindings of some actions of the catalogue."""
    return [KEYS[each].as_binding() for each in ids]
