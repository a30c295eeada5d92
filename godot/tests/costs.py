# SPDX-License-Identifier: Apache-2.0
"""What recording costs at 1920x1080: the engine's own writers and this one on the same scene. For a quiet machine.

Time in the writer is the engine's own figure: what recording adds to each frame, waiting for the encoder included.
"""
import os
import re
import sys
import time

import engine
import judging

FRAMES = 120
EMULATED_FRAMES = 10
SIZE = "[display]\n\nwindow/size/viewport_width=1920\nwindow/size/viewport_height=1080"


def size_of(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return 0


def measured(folder, movie, words=(), frames=FRAMES):
    started = time.monotonic()
    output = engine.record(folder, movie, frames=frames, words=words)
    wall = time.monotonic() - started
    writer = float(re.search(r"Encoding time: .*average: ([\d.]+) ms", output)[1])
    return wall, writer


def row(name, frames, wall, writer, size, quality):
    print(
        "| %s | %d | %.1f | %.1f | %s | %s |"
        % (name, frames, wall, writer, "%.2f" % (size / 1e6) if size else "-", quality),
        flush=True,
    )


def worst_and_mean(movie, pictures):
    values = judging.psnr(movie, pictures, 30)
    return "%.1f, %.1f" % (min(values), sum(values) / len(values))


def main():
    os.makedirs(engine.WORK)
    folder = engine.project("scene", SIZE)
    engine.record(folder, "warm.avi", frames=5)
    print(
        "| writer | frames | wall, s | in the writer, ms a frame | MB | PSNR of the worst picture, mean, dB |\n|---|---|---|---|---|---|"
    )
    png = os.path.join(engine.WORK, "png")
    os.makedirs(png)
    wall, writer = measured(folder, os.path.join(png, "movie.png"))
    row(
        "PNG + WAV", FRAMES, wall, writer, sum(size_of(os.path.join(png, file)) for file in os.listdir(png)), "lossless"
    )
    pictures = os.path.join(png, "movie%08d.png")
    for name, file, words in (
        ("AVI (MJPEG)", "movie.avi", ()),
        ("OGV (Theora)", "movie.ogv", ()),
        (
            "a raw pipe to `cat >/dev/null`",
            "discarded.mp4",
            ("--av1-command=" + discarding(), "--av1-shared-memory=false"),
        ),
        ("MP4, SVT-AV1, preset `medium`", "medium.mp4", ()),
        ("the same through the pipe", "pipe.mp4", ("--av1-shared-memory=false",)),
        ("MP4, SVT-AV1, CRF, quality 80", "crf.mp4", ("--av1-rate-control=CRF", "--av1-quality=80")),
        ("MP4, SVT-AV1, `speed=13`", "fast.mp4", ("--av1-speed=13",)),
    ):
        wall, writer = measured(folder, file, words)
        movie = os.path.join(folder, file)
        row(
            name,
            FRAMES,
            wall,
            writer,
            size_of(movie),
            worst_and_mean(movie, pictures) if os.path.exists(movie) else "-",
        )
    wall, writer = measured(
        folder, "emulated.mp4", ("--av1-backend=av1_hardware", "--av1-device=emulated:nvidia"), EMULATED_FRAMES
    )
    movie = os.path.join(folder, "emulated.mp4")
    row("MP4, emulated GPU `nvidia`", EMULATED_FRAMES, wall, writer, size_of(movie), worst_and_mean(movie, pictures))


def discarding():
    script = os.path.join(engine.WORK, "discard")
    with open(script, "w") as file:
        file.write("#!/bin/sh\nexec cat >/dev/null\n")
    os.chmod(script, 0o755)
    return script


if __name__ == "__main__":
    sys.exit(main())
