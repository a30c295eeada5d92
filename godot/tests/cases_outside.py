# SPDX-License-Identifier: Apache-2.0
"""Movies of exported games, and those that the editor starts and stops."""
import os
import shutil
import subprocess

import cases_errors
import cases_movie
import engine
import judging
from judging import expect

TEMPLATE = "/usr/bin/godot-template-release"
SKIPPED = "skipped: there is no " + TEMPLATE
PRESET = """[preset.0]

name="Linux"
platform="Linux"
runnable=true
export_filter="all_resources"
include_filter=""
exclude_filter=""
script_export_mode=2

[preset.0.options]

custom_template/debug="%s"
custom_template/release="%s"
binary_format/embed_pck=false
binary_format/architecture="x86_64"
"""


def exported(name):
    """The program of an exported project, in a folder of its own; None where there is no template."""
    if not os.path.isfile(TEMPLATE):
        return None
    folder = engine.project(name)
    with open(os.path.join(folder, "export_presets.cfg"), "w") as file:
        file.write(PRESET % (TEMPLATE, TEMPLATE))
    target = os.path.join(engine.WORK, "exported-" + os.path.basename(folder))
    os.makedirs(target)
    program = os.path.join(target, "game.x86_64")
    # The engine's first import aborts at its end when an extension is there, and has done its work.
    subprocess.run(["godot", "--headless", "--path", folder, "--import"], capture_output=True)
    done = subprocess.run(
        ["godot", "--headless", "--path", folder, "--export-release", "Linux", program], capture_output=True, text=True
    )
    expect(os.path.isfile(program), done.stdout[-600:] + done.stderr[-1200:])
    # Nothing of the project is needed any more.
    shutil.rmtree(folder)
    return program


def at_home(program):
    """An environment in which the command is on the path and user:// is the test's."""
    home = os.path.join(os.path.dirname(program), "home")
    os.makedirs(home, exist_ok=True)
    path = os.path.dirname(engine.AV1) + os.pathsep + os.environ["PATH"]
    return home, {"PATH": path, "XDG_DATA_HOME": home}


def exported_game():
    program = exported("recording")
    if program is None:
        return SKIPPED
    home, environment = at_home(program)
    shots = os.path.join(home, "shots")
    os.makedirs(shots)
    run = engine.Run(None, words=("viewport", "user://clip.mkv", shots), environment=environment, program=program)
    status = run.wait()
    expect(status == 0, "exit status %s: %s" % (status, run.output()[-1200:]))
    movie = os.path.join(home, "godot", "app_userdata", "recording", "clip.mkv")
    count = judging.decoded_pictures(movie)
    expect(count == 45, "%d pictures" % count)
    values = judging.psnr(movie, os.path.join(shots, "shot%08d.png"), 30)
    expect(min(values) >= 30, "picture %d has %.1f dB" % (values.index(min(values)), min(values)))
    return "worst %.1f dB" % min(values)


def exported_movie():
    program = exported("scene")
    if program is None:
        return SKIPPED
    home, environment = at_home(program)
    movie = os.path.join(home, "movie.mp4")
    arguments = ("--fixed-fps", "30", "--quit-after", "30", "--write-movie", movie)
    run = engine.Run(None, *arguments, environment=environment, program=program)
    status = run.wait()
    expect(status == 0, "exit status %s: %s" % (status, run.output()[-1200:]))
    expect(judging.decoded_pictures(movie) == 30, "not 30 pictures")
    return cases_movie.same_prefix(movie, "opengl3", 30)


def editor_stop():
    """The movie button, then Stop: the editor kills the game, the movie is complete."""
    folder = engine.project("editor")
    run = engine.Run(folder, "--editor", words=("stop",))
    status = run.wait()
    output = run.output()
    expect(status == 0 and "playing: true" in output, "exit status %s: %s" % (status, output[-1200:]))
    engine.wait_for(lambda: not cases_errors.encoders(folder), 60, "the encoder's end")
    movie = os.path.join(folder, "stopped.mp4")
    expect(os.path.exists(movie), "no movie: %s %s" % (os.listdir(folder), output[-1200:]))
    count = judging.decoded_pictures(movie)
    expect(count > 5, "%d pictures" % count)
    cases_movie.same_prefix(movie, "opengl3", min(count, cases_movie.FRAMES))
    return "%d pictures" % count


def settings_page():
    """A picture of the page, to be looked at; that it shows our settings is for a person to see."""
    folder = engine.project("editor")
    file = os.path.join(folder, "settings.png")
    run = engine.Run(folder, "--editor", words=("settings", file))
    status = run.wait()
    output = run.output()
    expect(status == 0 and "settings: true" in output, "exit status %s: %s" % (status, output[-1200:]))
    keep = os.path.join(engine.GODOT, "target", "settings.png")
    shutil.copy(file, keep)
    expect(os.path.getsize(keep) > 20000, "an empty picture")
    return keep


def cases(full):
    if full:
        yield "exported game", exported_game
        yield "exported movie", exported_movie
        yield "editor stop", editor_stop
        yield "settings page", settings_page
