# SPDX-License-Identifier: Apache-2.0
"""Engines that are killed: the movie is completed by the encoder, which outlives them."""
import functools
import os
import random
import re
import signal

import cases_errors
import cases_movie
import engine
import judging
from judging import expect

SEED = 16


def killed(number, delay, how):
    """Kills the engine some time after the movie's start: what is left has its name and is what the engine showed."""
    folder = cases_movie.scene()
    movie = os.path.join(folder, "killed%d.%s" % (number, ("mp4", "mkv", "ivf")[number % 3]))
    run = engine.Run(folder, "--fixed-fps", "30", "--write-movie", movie, words=("--tell-frames",))
    stem, extension = os.path.splitext(movie)
    growing = stem + ".recording" + extension
    engine.wait_for(lambda: os.path.exists(growing) and os.path.getsize(growing) > 0, 60, "the movie's start")
    engine.wait_for(functools.partial(passed, engine.time.monotonic() + delay), 60, "the moment")
    if how == "group":
        run.interrupt_group()
    else:
        run.signal_engine(how)
    run.wait()
    engine.wait_for(lambda: not cases_errors.encoders(movie), 60, "the encoder's end")
    expect(os.path.exists(movie) and not os.path.exists(growing), "no finished movie")
    count = judging.decoded_pictures(movie)
    # A frame is told before it is drawn; all before it were handed over, and what was handed over is in the movie.
    told = int(re.findall(r"^frame (\d+)$", run.output(), re.M)[-1])
    expect(told - 1 <= count <= told, "%d pictures, the engine was at frame %d" % (count, told))
    cases_movie.same_prefix(movie, "opengl3", min(count, cases_movie.FRAMES))
    if not movie.endswith("ivf"):
        sound = len(judging.samples(movie, 0)) / 48000
        expect(abs(sound - count / 30) < 0.08, "%.3f s of sound with %d pictures" % (sound, count))
    return "%d pictures" % count


def passed(moment):
    return engine.time.monotonic() >= moment


def cases(full):
    random.seed(SEED)
    for number in range(20 if full else 2):
        yield "SIGKILL %d" % number, functools.partial(killed, number, random.uniform(0, 2.5), signal.SIGKILL)
    yield "Ctrl-C", functools.partial(killed, 30, 0.8, "group")
    if full:
        yield "SIGTERM", functools.partial(killed, 31, 0.8, signal.SIGTERM)
