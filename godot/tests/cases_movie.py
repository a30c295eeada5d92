# SPDX-License-Identifier: Apache-2.0
"""`--write-movie` with every container, renderer and rate, judged against what the engine's own PNG writer records."""
import functools
import os
import wave

import engine
import judging
from judging import expect

FRAMES = 60
LEAST_DB = 30


@functools.lru_cache(None)
def scene():
    return engine.project("scene")


@functools.lru_cache(None)
def reference(renderer, fps, frames):
    """Pictures and sound of the engine's own writer: a pattern of files, and a file."""
    folder = os.path.join(engine.WORK, "png-%s-%d-%d" % (renderer, fps, frames))
    os.makedirs(folder)
    engine.record(scene(), os.path.join(folder, "movie.png"), fps=fps, frames=frames, renderer=renderer)
    return os.path.join(folder, "movie%08d.png"), os.path.join(folder, "movie.wav")


def same_pictures(movie, renderer, fps=30, frames=FRAMES):
    pictures, _ = reference(renderer, fps, frames)
    count = judging.decoded_pictures(movie)
    expect(count == frames, "%d pictures, %d recorded" % (count, frames))
    values = judging.psnr(movie, pictures, fps)
    worst = min(values)
    expect(len(values) == frames and worst >= LEAST_DB, "picture %d has %.1f dB" % (values.index(worst), worst))
    return "worst %.1f dB" % worst


def same_sound(movie, renderer, fps=30, frames=FRAMES):
    """Each channel follows the engine's own to its end, stretched where the rate does not divide the mix rate."""
    _, sound = reference(renderer, fps, frames)
    with wave.open(sound) as header:
        handed_over = header.getnframes()
    wanted = frames * 48000 / fps
    track = judging.track(movie, "audio")
    if movie.endswith("mp4"):
        # The file states what is to be heard of the last packet, whose padding FFmpeg's decoder delivers all the same.
        stated = float(track["duration"]) * 48000
        expect(abs(stated - wanted) < 2, "the sound is stated to have %.0f samples, %.0f wanted" % (stated, wanted))
    for channel in range(2):
        # As the engine mixed it, at the rate at which the samples truly came.
        mixed = judging.samples(sound, channel, 48000)
        came = judging.samples(movie, channel, 48000)
        expect(
            -60 < len(came) - wanted < (960 if movie.endswith("mp4") else 60),
            "channel %d has %d samples, %.0f are %d frames" % (channel, len(came), wanted, frames),
        )
        stretch = handed_over / wanted
        end = int(wanted) - 4800
        compared = [mixed[int(i * stretch)] for i in range(end - 9600, end)]
        k = judging.correlation(compared, came[end - 9600 : end])
        expect(k > 0.95, "channel %d has a correlation of %.3f near its end" % (channel, k))


def movie(renderer, extension):
    folder = scene()
    # Without a folder: in the project, as the engine's own writers have it.
    output = engine.record(folder, "%s.%s" % (renderer, extension), renderer=renderer)
    file = os.path.join(folder, "%s.%s" % (renderer, extension))
    stream = judging.track(file, "video")
    expect((stream["codec_name"], stream["width"], stream["height"]) == ("av1", 640, 360), str(stream))
    expect(
        "%s: 60 frames, 2.00 s, 640x360, 30 fps" % file in output, "no report in the game's output: " + output[-500:]
    )
    told = same_pictures(file, renderer)
    if extension in ("mp4", "mkv", "webm"):
        same_sound(file, renderer)
    else:
        expect(judging.track(file, "audio") is None, "sound in a bare stream")
        expect(
            output.count("without sound, for which this kind of file has no place") == 1,
            "the missing sound is not told",
        )
    return told


def rate(fps):
    frames = fps * 2
    output = engine.record(scene(), "rate%d.mkv" % fps, fps=fps, frames=frames)
    file = os.path.join(scene(), "rate%d.mkv" % fps)
    told = same_pictures(file, "opengl3", fps, frames)
    same_sound(file, "opengl3", fps, frames)
    times = judging.picture_times(file)
    expect(abs(times[-1] - (frames - 1) / fps) < 0.001, "the last picture is shown at %.4f s" % times[-1])
    expect(
        ("it is resampled" in output) == (48000 % fps != 0), "what happens to the sound is not told, or told in vain"
    )
    return told


def both_ways():
    """Pictures cross in shared memory, or in the pipe if told so: the same movie either way."""
    header = os.path.join(engine.WORK, "header")
    for words, shared in (((), True), (("--av1-shared-memory=false",), False)):
        script = os.path.join(engine.WORK, "first-line")
        with open(script, "w") as file:
            file.write("#!/bin/sh\nhead -n 1 >%s\n" % header)
        os.chmod(script, 0o755)
        engine.Run(
            scene(),
            "--fixed-fps",
            "30",
            "--quit-after",
            "3",
            "--write-movie",
            "a.mp4",
            words=("--av1-command=" + script, *words),
        ).wait()
        with open(header) as file:
            line = file.readline()
        expect((" shared=3:4" in line) == shared, line)
        name = "shared%s.ivf" % shared
        engine.record(scene(), name, frames=20, words=words)
    movies = [os.path.join(scene(), "shared%s.ivf" % shared) for shared in (True, False)]
    hashes = [judging.run("ffmpeg", "-v", "error", "-i", movie, "-f", "framemd5", "-") for movie in movies]
    expect(hashes[0] == hashes[1] and b" 19, " in hashes[0], "the movies differ")


def exact_counts():
    for frames in (1, 2, 7):
        engine.record(scene(), "count.mp4", frames=frames)
        count = judging.decoded_pictures(os.path.join(scene(), "count.mp4"))
        expect(count == frames, "%d pictures with --quit-after %d" % (count, frames))


def settings():
    folder = engine.project(
        "scene",
        '[editor]\n\nmovie_writer/av1/rate_control="CRF"\nmovie_writer/av1/quality=15\n'
        'movie_writer/av1/keyframe_interval=20\nmovie_writer/av1/audio_codec="flac"\n'
        'movie_writer/av1/more_settings="tile_cols=2 speed=11"',
    )
    engine.record(folder, "project.mkv")
    low = os.path.join(folder, "project.mkv")
    expect(judging.key_frames(low) == 3, "%d key frames" % judging.key_frames(low))
    expect(judging.track(low, "audio")["codec_name"] == "flac", "no FLAC")
    engine.record(
        folder,
        "arguments.mkv",
        words=("--av1-quality=90", "--av1-keyframe-interval=10", "--av1-audio-codec=opus", "--av1-bit-depth=10"),
    )
    high = os.path.join(folder, "arguments.mkv")
    expect(judging.key_frames(high) == 6, "%d key frames" % judging.key_frames(high))
    video = judging.track(high, "video")
    expect(video["pix_fmt"] == "yuv420p10le", video["pix_fmt"])
    expect(judging.track(high, "audio")["codec_name"] == "opus", "no Opus")
    pictures, _ = reference("opengl3", 30, FRAMES)
    worst = min(judging.psnr(low, pictures, 30))
    best = min(judging.psnr(high, pictures, 30))
    expect(best > worst + 3, "quality 90 has %.1f dB, quality 15 has %.1f dB" % (best, worst))
    return "%.1f and %.1f dB" % (worst, best)


def transparent():
    folder = engine.project("scene", "[rendering]\n\nviewport/transparent_background=true")
    engine.record(folder, "transparent.mp4", frames=10, renderer="vulkan")
    return same_prefix(os.path.join(folder, "transparent.mp4"), "vulkan", 10)


def same_prefix(file, renderer, count):
    pictures, _ = reference(renderer, 30, FRAMES)
    values = judging.psnr(file, pictures, 30)
    worst = min(values)
    expect(
        len(values) == count and worst >= LEAST_DB,
        "picture %d of %d has %.1f dB" % (values.index(worst), len(values), worst),
    )
    return "worst %.1f dB" % worst


def cases(full):
    short = [("opengl3", "mp4"), ("vulkan", "mkv"), ("opengl3", "ivf")]
    every = [
        (renderer, extension)
        for renderer in ("opengl3", "vulkan")
        for extension in ("mp4", "mkv", "webm", "ivf", "obu", "av1")
    ]
    for renderer, extension in every if full else short:
        yield "movie %s %s" % (renderer, extension), functools.partial(movie, renderer, extension)
    for fps in (24, 29, 59, 60) if full else (29,):
        yield "rate %d" % fps, functools.partial(rate, fps)
    yield "settings", settings
    if full:
        yield "both ways", both_ways
        yield "exact counts", exact_counts
        yield "transparent", transparent
