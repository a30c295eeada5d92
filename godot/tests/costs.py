# SPDX-License-Identifier: Apache-2.0
"""What recording costs at 1920x1080: the engine's own writers and this one on the same scene. For a quiet machine.

Time in the writer is the engine's own figure: what recording adds to each frame, waiting for the encoder included. The first table is of
the engine's side alone, each row several times in turn: a raw pipe to a program that discards it, the same stream through shared memory to
one that reads nothing of it, and a game so slow that the encoder never sets the pace.
"""
import os
import re
import statistics
import sys
import time

import engine
import judging

FRAMES = 60
ROUNDS = 5
ROUND_FRAMES = 40
EMULATED_FRAMES = 10
SIZE = "[display]\n\nwindow/size/viewport_width=1920\nwindow/size/viewport_height=1080"
PIPE = "--av1-shared-memory=false"
SLOW = "--slow-game"
FAST = "--av1-speed=13"


def size_of(path):
    return os.path.getsize(path) if os.path.isfile(path) else 0


def measured(folder, movie, words=(), frames=FRAMES):
    started = time.monotonic()
    output = engine.record(folder, movie, frames=frames, words=words)
    wall = time.monotonic() - started
    return wall, float(re.search(r"Encoding time: .*average: ([\d.]+) ms", output)[1])


def worst_and_mean(movie, pictures):
    values = judging.psnr(movie, pictures, 30)
    return "%.1f, %.1f" % (min(values), sum(values) / len(values))


def engine_side(folder):
    """Ratios of rows that were taken in turn hold on a busy machine too."""
    rows = (
        ("raw pipe, discarded", ("--av1-command=" + program("discard", "exec cat >/dev/null"), PIPE)),
        ("shared memory, discarded", ("--av1-command=" + releasing(),)),
        ("slow game: raw pipe, discarded", ("--av1-command=" + program("discard", "exec cat >/dev/null"), PIPE, SLOW)),
        ("slow game: SVT-AV1, `speed=13`", (FAST, SLOW)),
    )
    times = {name: [] for name, _ in rows}
    for _ in range(ROUNDS):
        for name, words in rows:
            times[name].append(measured(folder, "side.mp4", words, ROUND_FRAMES)[1])
    print("| on the engine's side | in the writer, ms a frame: median, least | of the raw pipe |\n|---|---|---|")
    for name, _ in rows:
        raw = times[rows[2][0] if name.startswith("slow") else rows[0][0]]
        ratio = statistics.median(times[name]) / statistics.median(raw)
        print("| %s | %.1f, %.1f | %.2f |" % (name, statistics.median(times[name]), min(times[name]), ratio), flush=True)
    print()


def whole(folder):
    print(
        "| writer | frames | wall, s | in the writer, ms a frame | MB | PSNR of the worst picture, mean, dB |\n"
        "|---|---|---|---|---|---|"
    )
    png = os.path.join(engine.WORK, "png")
    os.makedirs(png)
    pictures = os.path.join(png, "movie%08d.png")
    wall, writer = measured(folder, os.path.join(png, "movie.png"))
    size = sum(size_of(os.path.join(png, file)) for file in os.listdir(png))
    print("| PNG + WAV | %d | %.1f | %.1f | %.2f | lossless |" % (FRAMES, wall, writer, size / 1e6), flush=True)
    emulated = ("--av1-backend=av1_hardware", "--av1-device=emulated:nvidia")
    for name, file, frames, words in (
        ("AVI (MJPEG)", "movie.avi", FRAMES, ()),
        ("OGV (Theora)", "movie.ogv", FRAMES, ()),
        ("MP4, SVT-AV1, preset `medium`", "medium.mp4", FRAMES, ()),
        ("the same through the pipe", "pipe.mp4", FRAMES, (PIPE,)),
        ("MP4, SVT-AV1, CRF, quality 80", "crf.mp4", FRAMES, ("--av1-rate-control=CRF", "--av1-quality=80")),
        ("MP4, SVT-AV1, `speed=13`", "fast.mp4", FRAMES, (FAST,)),
        ("MP4, emulated GPU `nvidia`", "emulated.mp4", EMULATED_FRAMES, emulated),
    ):
        wall, writer = measured(folder, file, words, frames)
        movie = os.path.join(folder, file)
        print(
            "| %s | %d | %.1f | %.1f | %.2f | %s |"
            % (name, frames, wall, writer, size_of(movie) / 1e6, worst_and_mean(movie, pictures)),
            flush=True,
        )


def program(name, script):
    file = os.path.join(engine.WORK, name)
    with open(file, "w") as out:
        out.write("#!/bin/sh\n%s\n" % script)
    os.chmod(file, 0o755)
    return file


def releasing():
    """Reads the stream's records as docs/stream.md has them, and gives each slot back at once."""
    return program("release", "exec python3 %s" % os.path.join(engine.HERE, "release_slots.py"))


def main():
    os.makedirs(engine.WORK)
    folder = engine.project("scene", SIZE)
    engine.record(folder, "warm.avi", frames=5)
    print("load %.1f, %d cores\n" % (os.getloadavg()[0], os.cpu_count()))
    engine_side(folder)
    whole(folder)


if __name__ == "__main__":
    sys.exit(main())
