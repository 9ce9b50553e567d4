"""A process that runs a program for as long as its standard input stays open: `python guard.py PROGRAM ARGUMENT...`.

Whoever started it holds the other end. When that process ends, however it ends, the system closes the pipe, and the
program is asked to stop: nothing is left running behind a test that was killed.
"""

import subprocess
import sys
import threading

GRACE_SECONDS = 30.0


def _stop_at_the_end_of_input(program: "subprocess.Popen[bytes]") -> None:
    while sys.stdin.buffer.read(1):
        pass
    program.terminate()
    try:
        program.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()


def main(command: list[str]) -> int:
    """Run `command` until it ends or the input does; return its exit status."""
    # What is run is what the caller was going to run itself.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as program:  # noqa: S603
        threading.Thread(target=_stop_at_the_end_of_input, args=(program,), daemon=True).start()
        return program.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
