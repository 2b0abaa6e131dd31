"""Running another program within limits on processor time and address space. Pure: imports nothing of Django."""

import sys

# Sets its own limits and becomes the program: works from threads (unlike preexec_fn) and on any POSIX system.
# Where the system knows no such limit, the caller's timeout still holds.
_BECOME = """
import os, resource, sys
for kind, amount in ((resource.RLIMIT_CPU, int(sys.argv[1])), (resource.RLIMIT_AS, int(sys.argv[2]))):
    try:
        resource.setrlimit(kind, (amount, amount))
    except (OSError, ValueError):
        pass
os.execv(sys.argv[3], sys.argv[3:])
"""


def limited(command: list[str], *, cpu: int, memory: int) -> list[str]:
    """`command` (its program as an absolute path) wrapped so that it may use `cpu` seconds and `memory` bytes."""
    return [sys.executable, "-I", "-S", "-c", _BECOME, str(cpu), str(memory), *command]
