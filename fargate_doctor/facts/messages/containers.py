"""Containers that cannot be started, run out of memory, or end.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, always, cannot_tell, cause, words

OUT_OF_MEMORY: Final = Family(
    "out_of_memory",
    words(
        "outofmemory",
        "out of memory",
        "oom-killed",
        "oomkilled",
        "oom killed",
        "killed due to memory",
        "exceeded memory limit",
        "cannot allocate memory",
        "memory usage exceeded",
    ),
    (),
    always("oom"),
)

CONTAINER_START: Final = Family(
    "container_start",
    words(
        "cannotstartcontainer",
        "cannotcreatecontainer",
        "oci runtime",
        "runc create",
        "runc run",
        "shim task",
        "starting container process",
        "start container process",
        "container_linux.go",
        "exec format error",
        "executable file not found",
        "dockertimeouterror",
        "dockerstateerror",
        "containerruntimeerror",
        "containerruntimetimeouterror",
        "could not transition to created",
        "could not transition to running",
        "could not transition to started",
        "failed to create new container",
        "failed to create task for container",
        "failed to get container status",
        "exec: /",
        "no command specified",
        "container dependency",
        "dependent container",
        "dependency graph",
    ),
    (
        cause("disk_full", "no space left on device", "free data blocks"),
        cause("architecture_mismatch", "exec format error", "operating system does not match"),
        cause(
            "other",
            "error mounting",
            "not a directory",
            "invalid mount config",
            "bind source path",
            "mount source path",
            "read-only file system",
            "mount denied",
            "invalid volume",
            "is not shared",
            "creating device nodes",
            "mknod",
        ),
        cause(
            "bad_command",
            "executable file not found",
            "system cannot find the file specified",
            "exec:",
            "exec /",
            "no command specified",
            "permission denied",
            "no such file or directory",
            "unable to find user",
            "no matching entries in passwd",
        ),
        cause("other", "rootfs_linux.go", second=("mounting", "to rootfs")),
        cause(
            "ambiguous",
            "error during container init",
            "container init caused",
            confidence="possible",
            alternatives=("other", "bad_command", "internal_error"),
        ),
        cause(
            "bad_command",
            "starting container process",
            "start container process",
            "oci runtime error",
            "oci runtime create failed",
            "container_linux.go",
            confidence="likely",
            alternatives=("other", "oom", "architecture_mismatch"),
        ),
        cause("access_denied", "accessdenied", "not authorized"),
        cause("not_found", "no such image", "no such container", "image not found"),
        cause(
            "other",
            "already in use",
            "already allocated",
            "conflict",
            "unknown capability",
            "operation not permitted",
            "invalid value",
            "not supported",
            "minimum memory limit",
            "failed to write",
            "ulimit",
            confidence="likely",
        ),
        cause(
            "internal_error",
            "devicemapper",
            "devmapper",
            "dm_task_run",
            "internal error",
            "internalerror",
            "i/o error",
            "input/output error",
            "docker daemon",
            "is docker daemon running",
            "connection refused",
            "ttrpc",
            "unexpected eof",
            confidence="likely",
        ),
        cause(
            "unhealthy_container",
            "dependency",
            "dependent container",
            second=("unhealthy", "healthy", "health"),
            confidence="likely",
        ),
    ),
    cannot_tell("bad_command", "internal_error", "other"),
)

START_FAILED: Final = Family(
    "container_start",
    words("task failed to start", without=("essential container",)),
    (),
    cannot_tell("network_timeout", "bad_command", "internal_error", "other"),
)
"""What ECS says, and what consoles write before a reason, when a task did not come up."""

RUNTIME_TROUBLE: Final = Family(
    "platform",
    words(
        "cannotinspectcontainer",
        "cannotstopcontainer",
        "cannotremovecontainer",
        "cannotdescribecontainer",
        "could not transition to inspecting",
        "could not transition to stopped",
    ),
    (),
    always("internal_error", "likely"),
)

ESSENTIAL_EXIT: Final = Family(
    "essential_exit",
    words(
        "essential container",
        "exit code",
        "exitcode",
        "exited with code",
        "exited with status",
        "exit status",
        "exited (",
        "container exited",
        "non-zero exit",
    ),
    (),
    cannot_tell("app_exit", "bad_command", "oom"),
)
