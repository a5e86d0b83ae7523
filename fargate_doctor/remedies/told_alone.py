"""What to do about what only a message tells: a command, a JSON key, a directory, a certificate, a tag, a listener.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages.rule import words
from fargate_doctor.facts.messages.wording import wording_of
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.new_definition import new_definition
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.symptom import Extracted, Message
    from fargate_doctor.facts.task_facts import TaskFacts

_GUIDE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_CONTAINER: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"
_TAG_POLICIES: Final = (
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies.html"
)
_SECRETS: Final = f"{_GUIDE}secrets-envvar-secrets-manager.html"
_ACCESS_POINTS: Final = "https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html"

_JSON_KEY: Final = words("json key")
_PATH: Final = re.compile(r":(/[^\s'\"]{1,255}?)'? failed")
_FILE_SYSTEM: Final = re.compile(r"\bfs-[0-9a-f]{8,17}\b")
_NO_FILE_SYSTEM: Final = "<FILE_SYSTEM_ID>"
_OWN_ADDRESSES: Final = ("127.", "::1")

_COMMAND_TITLE: Final = Text(
    en="Correct the command, or put its program into the image",
    es="Corregir el comando o incluir su programa en la imagen",
)
_COMMAND: Final = Text(
    en="`entryPoint` and `command` of the container override ENTRYPOINT and CMD of the image. Each word is an element "
    "of its own: a whole command line in one is looked for as one file. The program must be in the image, executable, "
    "with the interpreter that its first line names and line ends of Linux. `workingDirectory` and `user` must exist "
    "there.",
    es="`entryPoint` y `command` del contenedor prevalecen sobre ENTRYPOINT y CMD de la imagen. Cada palabra es un "
    "elemento propio: una línea de comandos entera en uno solo se busca como un único archivo. El programa debe estar "
    "en la imagen, ser ejecutable, con el intérprete que indica su primera línea y saltos de línea de Linux, y "
    "`workingDirectory` y `user` deben existir en ella.",
)
_KEY_TITLE: Final = Text(en="Name a JSON key that the secret has", es="Indicar una clave JSON que el secreto tenga")
_KEY: Final = Text(
    en="After the ARN, `valueFrom` holds the JSON key, the version stage and the version id, parted by colons; "
    "capitals count, and a key inside another one cannot be named. Compare with the keys that the console shows for "
    "the secret. Or add the key to the secret.",
    es="Tras el ARN, `valueFrom` lleva la clave JSON, la etapa y el id de la versión, separados por dos puntos; se "
    "distinguen mayúsculas, y no se puede nombrar una clave dentro de otra. Compare con las claves que la consola "
    "muestra del secreto. O agregue la clave al secreto.",
)
_DIRECTORY_TITLE: Final = Text(
    en="Mount by an access point that makes the directory {path}",
    es="Montar mediante un punto de acceso que cree el directorio {path}",
)
_DIRECTORY: Final = Text(
    en="EFS makes the root directory of an access point at its first use, where its creation is described. In the task "
    "definition name the access point, with transit encryption, and leave `rootDirectory` out. Or make the directory "
    "from a machine that mounts the file system, or name one that is there.",
    es="EFS crea el directorio raíz de un punto de acceso en su primer uso si se describe su creación. En la "
    "definición de tarea indique el punto de acceso, con cifrado en tránsito, y omita `rootDirectory`. O cree el "
    "directorio desde una máquina que monte el sistema de archivos, o indique uno que exista.",
)
_CERTIFICATE_TITLE: Final = Text(
    en="Let {host} show a certificate that is trusted for its name",
    es="Hacer que {host} presente un certificado de confianza para su nombre",
)
_CERTIFICATE: Final = Text(
    en="The task definition has no setting that makes the start of a task trust an authority of your own, or speak "
    "without TLS. The certificate must come from a public authority, be in force and hold this name. If a proxy or "
    "firewall on the way opens and signs the connection anew, exempt the name there.",
    es="La definición de tarea no tiene ningún ajuste para que el arranque de la tarea confíe en una autoridad propia "
    "o hable sin TLS. El certificado debe ser de una autoridad pública, estar vigente y contener este nombre. Si un "
    "proxy o firewall del camino abre la conexión y la firma de nuevo, exima allí el nombre.",
)
_BY_ECR: Final = Text(
    en="An image may also be copied to a repository of Amazon ECR.",
    es="Una imagen también puede copiarse a un repositorio de Amazon ECR.",
)
_LISTENER_TITLE: Final = Text(en="See to it that something listens at {host}", es="Procurar que algo escuche en {host}")
_LISTENER: Final = Text(
    en="The host, or a firewall in its name, refused the connection or broke it off: look whether the program runs "
    "there, listens at this port and not at its own address alone, and whether host and port are right.",
    es="El host, o un firewall en su nombre, rechazó la conexión o la cortó: compruebe que el programa se ejecuta "
    "allí, que escucha en este puerto y no solo en su propia dirección, y que host y puerto son correctos.",
)
_OWN_LISTENER_TITLE: Final = Text(
    en="Start the container that listens at {host} first", es="Iniciar antes el contenedor que escucha en {host}"
)
_OWN_LISTENER: Final = Text(
    en="That address is the task itself: another of its containers has to take the connection. Let the others wait for "
    "it by `dependsOn`, with HEALTHY where it has a health check, and look why it does not listen.",
    es="Esa dirección es la propia tarea: otro de sus contenedores debe aceptar la conexión. Haga que los demás lo "
    "esperen con `dependsOn`, con HEALTHY si tiene comprobación de estado, y averigüe por qué no escucha.",
)
_TAGS_TITLE: Final = Text(
    en="Give the tasks the tags that the policy asks for", es="Dar a las tareas las etiquetas que pide la política"
)
_TAGS: Final = Text(
    en="The effective policy names the keys and values that it enforces, and for which kinds of resources. Tags of the "
    "service reach its tasks where `propagateTags` is SERVICE. Or let whoever governs the policy take network "
    "interfaces out of what it enforces.",
    es="La política efectiva indica las claves y los valores que impone y para qué tipos de recursos. Las etiquetas "
    "del servicio llegan a sus tareas si `propagateTags` es SERVICE. O pida a quien gobierna la política que excluya "
    "las interfaces de red de lo que impone.",
)


def mend_command(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a task definition with another command."""
    return (_revised(facts, "mend-command", _COMMAND_TITLE, _COMMAND, _CONTAINER),)


def name_json_key(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a reference with another JSON key, where the message speaks of one; elsewhere nothing."""
    message = facts.symptom.message
    if message is None or not _JSON_KEY.occur_in(wording_of(message.text).squeezed):
        return ()
    return (_revised(facts, "name-json-key", _KEY_TITLE, _KEY, _SECRETS),)


def make_directory(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return an access point that makes the directory, where the message says that a directory is not there."""
    message = facts.symptom.message
    found = _PATH.search(message.text) if message else None
    if message is None or found is None:
        return ()
    here, path = Standpoint(facts), printable(found[1])
    named = _FILE_SYSTEM.search(message.text)
    made: dict[str, object] = {"OwnerUid": 0, "OwnerGid": 0, "Permissions": "0755"}
    command = aws(
        "efs",
        "create-access-point",
        here.region,
        file_system_id=named[0] if named else _NO_FILE_SYSTEM,
        root_directory={"Path": path, "CreationInfo": made},
    )
    undo = aws("efs", "delete-access-point", here.region, access_point_id="<ACCESS_POINT_ID>")
    return (
        remedy(
            "make-directory",
            _DIRECTORY_TITLE.fill(path=path),
            _DIRECTORY,
            Step(commands=(command,), undo=(undo,), change=None),
            new_definition(here),
            needs_new_tasks=True,
            references=(_ACCESS_POINTS,),
        ),
    )


def show_trusted_certificate(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return what the far end has to show; that is done there, not in AWS."""
    message = facts.symptom.message
    if message is None:
        return ()
    detail = _CERTIFICATE + _BY_ECR if message.family == "image_pull" else _CERTIFICATE
    return (_done_there("show-trusted-certificate", _CERTIFICATE_TITLE, detail, message),)


def let_something_listen(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return what to look at where a connection was refused; in the task itself, the order of its containers."""
    message = facts.symptom.message
    if message is None:
        return ()
    if (message.extracted.address or message.extracted.host or "").startswith(_OWN_ADDRESSES):
        title = _OWN_LISTENER_TITLE.fill(host=_far_end(message.extracted))
        return (_revised(facts, "start-listener-first", title, _OWN_LISTENER, f"{_GUIDE}using_firelens.html"),)
    return (_done_there("let-something-listen", _LISTENER_TITLE, _LISTENER, message),)


def carry_required_tags(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return the reading of the policy, and the tags for the service where the task has one."""
    here = Standpoint(facts)
    read = aws("organizations", "describe-effective-policy", here.region, policy_type="TAG_POLICY")
    steps = (Step(commands=(read,)), *_tagged(here))
    return (
        remedy("carry-required-tags", _TAGS_TITLE, _TAGS, *steps, needs_new_tasks=True, references=(_TAG_POLICIES,)),
    )


def _tagged(here: Standpoint) -> Iterator[Step]:
    service = here.service
    if service is None:
        return
    named = {"cluster": here.cluster, "service": service.service_name}
    tag: list[object] = [{"key": "<TAG_KEY>", "value": "<TAG_VALUE>"}]
    arn = service.service_arn
    handed_on = aws("ecs", "update-service", here.region, **named, propagate_tags="SERVICE", force_new_deployment=True)
    yield Step(
        commands=(aws("ecs", "tag-resource", here.region, resource_arn=arn, tags=tag), handed_on),
        undo=(aws("ecs", "untag-resource", here.region, resource_arn=arn, tag_keys=("<TAG_KEY>",)),),
        affects=replacing_tasks(service.service_name),
        change=None,
    )


def _revised(facts: TaskFacts, identifier: str, title: Text, detail: Text, page: str) -> Remedy:
    step = new_definition(Standpoint(facts))
    return remedy(identifier, title, detail, step, needs_new_tasks=True, references=(page,))


def _done_there(identifier: str, title: Text, detail: Text, message: Message) -> Remedy:
    filled = title.fill(host=_far_end(message.extracted))
    page = f"{_GUIDE}stopped-task-error-codes.html"
    return remedy(identifier, filled, detail, Step(change=None), needs_new_tasks=True, references=(page,))


def _far_end(named: Extracted) -> Text:
    host = named.host or named.address
    if host is None:
        return Text(en="the far end", es="el otro extremo")
    shown = printable(f"[{host}]" if ":" in host else host)
    return (
        Text(en=shown, es=shown) if named.port is None else Text(en=f"{shown}:{named.port}", es=f"{shown}:{named.port}")
    )
