# SPDX-License-Identifier: Apache-2.0
"""What must not pass unnoticed: each failure is one error of ours and an exit status that is not 0."""
import os
import signal
import subprocess

import engine
from judging import expect


def errors(output):
    return [line for line in output.splitlines() if "ERROR: Movie Maker AV1: " in line]


def failing(folder, movie, *words, frames=60):
    run = engine.Run(folder, "--fixed-fps", "30", "--quit-after", str(frames), "--write-movie", movie, words=words)
    status = run.wait()
    told = errors(run.output())
    expect(status not in (0, None), "exit status %s" % status)
    expect(len(told) == 1, "%d errors of ours: %s" % (len(told), run.output()[-800:]))
    return told[0]


def missing():
    told = failing(engine.project("scene"), "a.mp4", "--av1-command=/nowhere/av1")
    expect("'/nowhere/av1' cannot be started: No such file" in told and "av1 godot install" in told, told)


def refusing():
    folder = engine.project("scene")
    for frames in (60, 1):
        told = failing(folder, "a.mp4", "--av1-quality=200", frames=frames)
        expect("quality: 200 given, 0 to 100 allowed" in told, told)
    told = failing(folder, "a.mp4", "--av1-bitrat=5M")
    expect("bitrat: no such setting; the nearest is 'bitrate'" in told, told)
    told = failing(folder, "a.mp4", "--av1-bitrate")
    expect("--av1-bitrate: no value given" in told, told)
    told = failing(folder, "a.mp4", "--av1-backend=av1_hardware")
    expect("No hardware encoder for AV1" in told, told)
    told = failing(folder, "no/such/folder/a.mp4")
    expect("no/such/folder" in told, told)
    left = [name for name in os.listdir(folder) if name.endswith(".mp4")]
    expect(not left, "left behind: %s" % left)


def encoders(folder):
    """The encoder's process, known by the file that it writes."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            with open("/proc/%s/cmdline" % entry, "rb") as file:
                words = file.read().split(b"\0")
            if b"record-stream" in words and any(folder.encode() in word for word in words):
                found.append(int(entry))
        except OSError:
            pass
    return found


def dying():
    folder = engine.project("scene")
    run = engine.Run(folder, "--fixed-fps", "30", "--write-movie", "a.mp4")
    growing = os.path.join(folder, "a.recording.mp4")
    engine.wait_for(lambda: os.path.exists(growing), 60, "the movie's start")
    for pid in encoders(folder):
        os.kill(pid, signal.SIGKILL)
    status = run.wait()
    told = errors(run.output())
    expect(status != 0 and len(told) == 1, "exit status %d, %s" % (status, run.output()[-600:]))
    expect("the encoder ended with status 137" in told[0], told[0])


def doctor():
    folder = engine.project("scene")
    healthy = subprocess.run(["xvfb-run", "-a", engine.AV1, "godot", "doctor", folder], capture_output=True, text=True)
    expect(healthy.returncode == 0, healthy.stdout + healthy.stderr)
    os.remove(os.path.join(folder, ".godot", "extension_list.cfg"))
    sick = subprocess.run(["xvfb-run", "-a", engine.AV1, "godot", "doctor", folder], capture_output=True, text=True)
    expect(sick.returncode == 1 and "does not list it" in sick.stdout, sick.stdout + sick.stderr)


def cases(full):
    yield "encoder missing", missing
    yield "encoder dying", dying
    yield "doctor", doctor
    if full:
        yield "encoder refusing", refusing
