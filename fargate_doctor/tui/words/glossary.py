"""One plain paragraph for each term that the app uses."""

from __future__ import annotations

from typing import Final

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, verbatim


@frozen
class Term:
    """A term and what it means."""

    name: Text
    meaning: Text


GLOSSARY: Final = (
    Term(
        Text(en="Task", es="Tarea"),
        Text(
            en="One run of a task definition: its containers start together, share one network interface, and stop "
            "together. ECS keeps a stopped task for about an hour.",
            es="Una ejecución de una definición de tarea: sus contenedores se inician juntos, comparten una interfaz "
            "de red y se detienen juntos. ECS conserva una tarea detenida alrededor de una hora.",
        ),
    ),
    Term(
        Text(en="ENI (network interface)", es="ENI (interfaz de red)"),
        Text(
            en="The network card that Fargate gives each task in your subnet. It has the task's addresses and security "
            "groups, and is gone when the task is. Fargate manages it: never change or detach it by hand.",
            es="La tarjeta de red que Fargate da a cada tarea en su subred. Tiene las direcciones y los grupos de "
            "seguridad de la tarea y desaparece con ella. La gestiona Fargate: no la modifique ni la desasocie a mano.",
        ),
    ),
    Term(
        Text(en="Platform version", es="Versión de la plataforma"),
        Text(
            en="The Fargate runtime. From Linux 1.4.0 on all traffic of a task leaves through its own interface. Up to "
            "1.3.0 the registry login and the secrets leave through one of Fargate's own.",
            es="El entorno de ejecución de Fargate. Desde Linux 1.4.0 todo el tráfico sale por la interfaz de la "
            "propia tarea. "
            "Hasta 1.3.0, el acceso al registro y los secretos salen por una interfaz propia de Fargate.",
        ),
    ),
    Term(
        Text(en="Route table", es="Tabla de enrutamiento"),
        Text(
            en="Says where packets of a subnet go. The most specific route that matches the destination wins. A subnet "
            "without a table of its own uses the VPC's main one.",
            es="Indica adónde van los paquetes de una subred. Gana la ruta más específica que coincide con el destino. "
            "Una subred sin tabla propia usa la principal de la VPC.",
        ),
    ),
    Term(
        Text(en="Internet gateway", es="Puerta de enlace de Internet"),
        Text(
            en="The door of a VPC to the internet. Over IPv4 only a task with a public address can use it directly.",
            es="La puerta de una VPC a Internet. Por IPv4 solo puede usarla directamente una tarea con dirección "
            "pública.",
        ),
    ),
    Term(
        Text(en="NAT gateway", es="Puerta de enlace NAT"),
        Text(
            en="Lets tasks without a public address reach the internet. A public one stands in a subnet that itself "
            "has a route to an internet gateway; a private one leads only to other networks.",
            es="Permite que tareas sin dirección pública lleguen a Internet. Una pública está en una subred que a su "
            "vez tiene una ruta a una puerta de enlace de Internet; una privada solo lleva a otras redes.",
        ),
    ),
    Term(
        Text(en="VPC endpoint", es="Punto de conexión de VPC"),
        Text(
            en="A private way to one AWS service. An interface endpoint is a network interface with a security group, "
            "and with private DNS takes the service's usual name; a gateway endpoint (S3, DynamoDB) is a route.",
            es="Un camino privado a un servicio de AWS. Uno de interfaz es una interfaz de red con grupo de "
            "seguridad y, con DNS privado, toma el nombre habitual del servicio; uno de puerta de enlace (S3, "
            "DynamoDB) es una ruta.",
        ),
    ),
    Term(
        Text(en="Security group", es="Grupo de seguridad"),
        Text(
            en="Rules on a network interface. They remember connections: what may go out may be answered.",
            es="Reglas en una interfaz de red. Recuerdan las conexiones: lo que puede salir puede recibir respuesta.",
        ),
    ),
    Term(
        Text(en="Network ACL", es="ACL de red"),
        Text(
            en="Rules at the edge of a subnet. They remember nothing: the answer needs a rule of its own, for high "
            "ports.",
            es="Reglas en el borde de una subred. No recuerdan nada: la respuesta necesita su propia regla, para "
            "puertos altos.",
        ),
    ),
    Term(
        Text(en="DHCP option set", es="Conjunto de opciones de DHCP"),
        Text(
            en="Tells a new network interface which name and time servers to use. A task takes it when it gets its "
            "interface; a later change reaches only new tasks.",
            es="Indica a una interfaz de red nueva qué servidores de nombres y de hora usar. La tarea lo toma al "
            "recibir su interfaz; un cambio posterior solo llega a las tareas nuevas.",
        ),
    ),
    Term(
        Text(en="Execution role and task role", es="Rol de ejecución y rol de la tarea"),
        Text(
            en="Under the execution role Fargate pulls the image, fetches secrets and sends logs. Under the task role "
            "the application itself calls AWS.",
            es="Con el rol de ejecución, Fargate descarga la imagen, obtiene los secretos y envía los registros. Con "
            "el rol de la tarea, la propia aplicación llama a AWS.",
        ),
    ),
    Term(
        Text(en="Egress-only internet gateway", es="Puerta de enlace de Internet de solo salida"),
        Text(
            en="The door to the internet for IPv6 that opens only from inside.",
            es="La puerta a Internet para IPv6 que solo se abre desde dentro.",
        ),
    ),
    Term(
        Text(en="Observed, reconstructed, stated, derived", es="Observado, reconstruido, indicado, deducido"),
        Text(
            en="Where evidence comes from: AWS said it about this very thing; it was rebuilt from the service or from "
            "CloudTrail because the thing is gone; you said it; it follows from other evidence.",
            es="De dónde viene una prueba: AWS lo dijo de eso mismo; se reconstruyó a partir del servicio o de "
            "CloudTrail porque ya no existe; lo dijo usted; se deduce de otras pruebas.",
        ),
    ),
    Term(
        Text(en="Unknown", es="No se sabe"),
        Text(
            en="AWS could not be asked, or what it said does not settle the question. Unknown is never taken for "
            "“pass”.",
            es="No se pudo preguntar a AWS, o lo que dijo no zanja la cuestión. Nunca se toma por «bien».",
        ),
    ),
    Term(
        Text(en="Proven", es="Demostrado"),
        Text(
            en="The change was made on a model of your network, every question was asked again, the finding was gone "
            "and nothing new failed. Nothing was changed in AWS: this tool only reads.",
            es="El cambio se hizo en un modelo de su red, se plantearon de nuevo todas las preguntas, el problema "
            "desapareció y no falló nada nuevo. En AWS no se cambió nada: esta herramienta solo lee.",
        ),
    ),
    Term(
        verbatim("ECR"),
        Text(
            en="Amazon's image registry. A pull needs three destinations: its API, its registry, and the layers, "
            "which lie in S3.",
            es="El registro de imágenes de Amazon. Una descarga necesita tres destinos: su API, su registro y las "
            "capas, que están en S3.",
        ),
    ),
)
