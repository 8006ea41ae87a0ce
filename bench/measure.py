"""Run a command, and append what it used to a file: CPU seconds (user+sys of
the process and its children), wall seconds, peak memory in MiB.

usage: measure.py FIGURES COMMAND...
"""
import os, sys, time

figures, command = sys.argv[1], sys.argv[2:]
began = time.monotonic()
pid = os.fork()
if pid == 0:
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.execvp(command[0], command)
_, status, used = os.wait4(pid, 0)
wall = time.monotonic() - began
if os.waitstatus_to_exitcode(status) != 0:
    sys.exit(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
with open(figures, "a") as f:
    print(f"{used.ru_utime + used.ru_stime:.3f} {wall:.3f} {used.ru_maxrss / 1024:.1f}", file=f)
