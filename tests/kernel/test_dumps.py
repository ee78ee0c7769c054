"""What falls leaves no memory behind."""

import subprocess
import sys

WHAT_A_CHILD_MAY = (
    "import resource, subprocess, sys\n"
    "resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)\n"
    "from rapporteur.kernel.dumps import forbid_core_dumps\n"
    "forbid_core_dumps()\n"
    "ask = 'import resource; print(*resource.getrlimit(resource.RLIMIT_CORE))'\n"
    "subprocess.run([sys.executable, '-c', ask], check=True)\n"
)


def test_neither_a_process_nor_what_it_starts_may_write_a_core_dump():
    done = subprocess.run(
        [sys.executable, "-c", WHAT_A_CHILD_MAY], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0 0\n"
