"""Runs of the command line in forks that are killed: after some seconds, or before a change."""

import json
import subprocess
import sys

from command import Cli

# A hook of the interpreter's own, which hears of every change in the file system before it is made.
KILLER = """
import os, signal, sys

left = int(os.environ["KILL_AT"])
changes = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}

def heard(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE
    ours = any(os.environ["KILL_IN"] in str(argument) for argument in arguments)
    within = event in {"os.remove", "os.rmdir"} and arguments[-1] != -1
    if (event in changes or writes) and (ours or within):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(heard)
"""


# Runs the command line in a fork that has imported it, under the settings that a line of JSON has,
# killed after so many seconds where it gives them; prints how the fork ended.
FORKING = f"""
import json, os, signal, sys, time
import narrate.cli, narrate.pipeline, narrate.speech.speakers, narrate.text.en
import mutagen.mp3, narrate.audio.encode, narrate.audio.loudness, narrate.audio.tags

for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.environ.update(order["settings"])
        sys.argv[0] = "narrate"
        code = 1
        try:
            if "KILL_AT" in os.environ:
                exec({KILLER!r})
            narrate.cli.main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        finally:
            os._exit(code)
    if order["seconds"]:
        time.sleep(order["seconds"])
        os.kill(child, signal.SIGKILL)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Forking:
    """Runs of one command line, in forks."""

    def __init__(self, cli: Cli, *arguments: str) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-c", FORKING, *arguments],
            cwd=cli.folder,
            env=cli.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __call__(self, settings: dict[str, str], seconds: float = 0.0) -> int:
        """Return how a run ends, killed after some seconds unless these are 0."""
        assert self._popen.stdin
        assert self._popen.stdout
        order = json.dumps({"settings": settings, "seconds": seconds})
        self._popen.stdin.write(order.encode() + b"\n")
        self._popen.stdin.flush()
        return int(self._popen.stdout.readline())

    def end(self) -> None:
        self._popen.communicate(timeout=60)
