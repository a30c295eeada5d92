# SPDX-License-Identifier: Apache-2.0
"""The sources, by the compilers of other systems, where they are installed."""
import functools
import os
import shutil
import subprocess

import engine
from judging import expect


def cross(target, compiler):
    if shutil.which(compiler) is None:
        return "skipped: there is no %s" % compiler
    folder = os.path.join(engine.WORK, "build-" + target)
    addon = os.path.join(engine.WORK, "addon-" + target)
    built = subprocess.run(
        [
            os.path.join(engine.GODOT, "build"),
            "-DCMAKE_TOOLCHAIN_FILE=" + os.path.join(engine.GODOT, "cmake", target + ".cmake"),
            "-DGODOT_INTERFACE=" + os.path.join(engine.GODOT, "target", "build", "interface"),
            "-Daddon=" + addon,
        ],
        capture_output=True,
        text=True,
        env=dict(os.environ, BUILD_FOLDER=folder),
    )
    expect(built.returncode == 0, built.stdout + built.stderr)
    return ", ".join(os.listdir(os.path.join(addon, "bin")))


def cases(full):
    if full:
        yield "compiles for Windows", functools.partial(cross, "windows-x86_64", "x86_64-w64-mingw32-gcc")
        yield "compiles for arm64", functools.partial(cross, "linux-arm64", "aarch64-linux-gnu-gcc")
