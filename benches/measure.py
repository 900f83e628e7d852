"""How long a command takes and how much it holds: shared by the benches. Prints nothing unless a command fails."""
import os, subprocess, sys, time


def run(command, **more):
    """Wall seconds, processor seconds and peak memory (MiB) of a command."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
    message = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{command[0]} failed: {message.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
