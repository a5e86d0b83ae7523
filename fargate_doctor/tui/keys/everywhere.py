"""The keys that lead to a task: of the app, the first screens and the dialogs."""

from __future__ import annotations

from typing import Final

from fargate_doctor.text import Text
from fargate_doctor.tui.keys.key import Key

EVERYWHERE: Final = (
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
