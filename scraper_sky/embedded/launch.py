"""The first instruction of every child process; run as a file, before the real program takes its place.

    launch.py PARENT_PID DEATH_SIGNAL UID GID PROGRAM ARGUMENT…

It drops to another user if one is named (`-` keeps this one), asks the kernel to send DEATH_SIGNAL when the launcher
dies, puts signals back to what a shell would have left, and becomes PROGRAM. Doing this in a program of its own,
not between fork and exec of the launcher, keeps it safe in a launcher that has threads. It must not import anything
of ours: it runs without site-packages, so that it takes 15 ms.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CANNOT_RUN = 126
NOT_FOUND = 127


def main(arguments: list[str]) -> None:
    parent, death_signal, uid, gid, *program = arguments
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    # The kernel forgets this wish when the user changes, so it comes after that.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(death_signal))
    if os.getppid() != int(parent):
        sys.exit("The launcher died before its child began.")
    # Python ignores some signals, and an ignored signal stays ignored in the program that follows.
    for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    try:
        os.execvp(program[0], program)
    except FileNotFoundError as error:
        sys.stderr.write(f"{program[0]}: {error.strerror}\n")
        sys.exit(NOT_FOUND)
    except OSError as error:
        sys.stderr.write(f"{program[0]}: {error.strerror}\n")
        sys.exit(CANNOT_RUN)


if __name__ == "__main__":
    main(sys.argv[1:])
