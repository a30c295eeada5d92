# SPDX-License-Identifier: Apache-2.0
"""Godot, run on a virtual display in projects that are set up by the command."""
import os
import random
import shutil
import signal
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
GODOT = os.path.dirname(HERE)
AV1 = os.environ.get("AV1") or os.path.join(os.path.dirname(GODOT), "av1")
WORK = os.path.join(GODOT, "target", "work-%d" % os.getpid())
TIMEOUT = 240


def project(name, settings="", called=None):
    """A fresh copy of a test project with the add-on in it; settings are added to its project.godot."""
    folder = os.path.join(WORK, "%s-%06x" % (called or name, random.getrandbits(24)))
    shutil.copytree(os.path.join(GODOT, "projects", name), folder)
    if settings:
        with open(os.path.join(folder, "project.godot"), "a") as file:
            file.write("\n" + settings + "\n")
    installed = subprocess.run([AV1, "godot", "install", folder], capture_output=True, text=True)
    assert installed.returncode == 0, installed.stderr
    return folder


class Run:
    """One run of the engine. Output is that of both streams."""

    def __init__(self, folder, *arguments, renderer="opengl3", words=(), environment=None, program=None):
        rendering = ["--rendering-driver", renderer] + (
            ["--rendering-method", "forward_plus"] if renderer == "vulkan" else []
        )
        command = [
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1280x720x24",
            *(["godot", "--path", folder] if program is None else [program]),
            "--disable-vsync",
            "--audio-driver",
            "Dummy",
            *rendering,
            *arguments,
        ] + (["--", *words] if words else [])
        self.log = os.path.join(WORK, "log-%06x" % random.getrandbits(24))
        variables = dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1", **(environment or {}))
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env=variables, start_new_session=True
            )

    def engine_pid(self):
        """The process of the engine itself, below xvfb-run."""
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open("/proc/%s/stat" % entry) as stat:
                        fields = stat.read().rsplit(")", 1)
                    # State, parent, process group, session
                    if fields[0].endswith("(godot") and int(fields[1].split()[3]) == self.process.pid:
                        return int(entry)
                except OSError:
                    pass
        return None

    def signal_engine(self, number):
        pid = self.engine_pid()
        assert pid is not None, "the engine does not run: " + self.output()
        os.kill(pid, number)

    def interrupt_group(self):
        """What Ctrl-C in a terminal does."""
        os.killpg(self.process.pid, signal.SIGINT)

    def wait(self):
        try:
            status = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise AssertionError("the engine did not end in %d s: %s" % (TIMEOUT, self.output()[-600:]))
        return status

    def output(self):
        with open(self.log, errors="replace") as file:
            return file.read()


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "%s did not happen within %d s" % (what, seconds)
        time.sleep(0.05)


def record(folder, movie, *arguments, fps=30, frames=60, renderer="opengl3", words=()):
    """A movie of so many frames; returns its output."""
    run = Run(
        folder,
        "--fixed-fps",
        str(fps),
        "--quit-after",
        str(frames),
        "--write-movie",
        movie,
        *arguments,
        renderer=renderer,
        words=words
    )
    status = run.wait()
    assert status == 0, "exit status %d: %s" % (status, run.output()[-800:])
    return run.output()
