# SPDX-License-Identifier: Apache-2.0
"""Games that record themselves, and scripts that ask what can be recorded."""
import functools
import json
import os
import re

import cases_movie
import engine
import judging
from judging import expect

SHOTS = 45


def recording(way, *arguments):
    folder = engine.project("recording")
    shots = os.path.join(folder, "shots")
    os.makedirs(shots)
    run = engine.Run(folder, *arguments, words=(way, way + ".mkv", shots))
    status = run.wait()
    output = run.output()
    expect(status == 0, "exit status %d: %s" % (status, output[-800:]))
    movie = os.path.join(folder, way + ".mkv")
    expect(os.path.exists(movie), output[-800:])
    return movie, shots, output


def screenshots(way):
    """Every recorded picture is the screenshot of the same frame."""
    movie, shots, output = recording(way)
    count = judging.decoded_pictures(movie)
    # A game that quits without finishing draws one frame more, which is recorded too.
    frames = SHOTS if way != "forgotten" else int(re.search(r"\ndrawn: (\d+)", output)[1])
    expect(count == frames, "%d pictures, %d frames" % (count, frames))
    values = judging.psnr(movie, os.path.join(shots, "shot%08d.png"), 30)
    expect(min(values) >= 30, "picture %d has %.1f dB" % (values.index(min(values)), min(values)))
    expect("configure: 0" in output and "start: 0" in output, output[-600:])
    if way != "forgotten":
        expect("finish: 0" in output and "finished: %s.mkv 45" % way in output, output[-600:])
        statistics = json.loads(re.search(r"statistics: (\{.*\})", output)[1])
        expect(
            statistics["frames_encoded"] == SHOTS and statistics["avg_bitrate"] > 0 and statistics["fps"] > 0,
            str(statistics),
        )
        expect(len(re.findall("progress: ", output)) > 0, "no progress")
    return "worst %.1f dB" % min(values)


def high_dynamic_range():
    """An HDR viewport is linear light: the movie has what the screen shows, and what the engine's own writer records."""
    folder = engine.project("recording", "[rendering]\n\nviewport/hdr_2d=true")
    shots = os.path.join(folder, "shots")
    os.makedirs(shots)
    run = engine.Run(folder, renderer="vulkan", words=("viewport", "hdr.mkv", shots))
    status = run.wait()
    expect(status == 0, "exit status %d: %s" % (status, run.output()[-800:]))
    movie = os.path.join(folder, "hdr.mkv")
    expect(judging.decoded_pictures(movie) == SHOTS, "not %d pictures" % SHOTS)
    pictures, _ = cases_movie.reference("vulkan", 30, cases_movie.FRAMES)
    values = judging.psnr(movie, pictures, 30)
    expect(min(values) >= 30, "picture %d has %.1f dB" % (values.index(min(values)), min(values)))
    return "worst %.1f dB" % min(values)


def real_time():
    """Pictures at the times at which they were shown, sound beside them."""
    movie, _, output = recording("time", "--max-fps", "20")
    times = judging.picture_times(movie)
    steps = [b - a for a, b in zip(times, times[1:])]
    expect(len(times) > 15 and min(steps) > 0.0325, str(steps))
    statistics = json.loads(re.search(r"statistics: (\{.*\})", output)[1])
    expect(statistics["frames_encoded"] == len(times), "%s, %d pictures" % (statistics, len(times)))
    expect(len(times) + statistics["frames_left_out"] >= SHOTS, str(statistics))
    sound = len(judging.samples(movie, 0)) / 48000
    # The engine's dummy driver, which has no sound card to keep pace with, falls behind: silence makes up for it.
    expect(times[-1] - 0.1 < sound < times[-1] + 0.2, "%.2f s of sound, %.2f s of pictures" % (sound, times[-1]))
    left, right = judging.samples(movie, 0), judging.samples(movie, 1)
    expect(max(left) > 5000 and max(right) > 3000, "silence")
    expect(abs(judging.correlation(left, right)) < 0.3, "both channels are alike")
    return "%d pictures in %.2f s, %.2f s of sound" % (len(times), times[-1], sound)


def refusals():
    folder = engine.project("recording")
    run = engine.Run(folder, words=("errors", "refused.mp4", folder))
    status = run.wait()
    output = run.output()
    expect(status == 0, "exit status %d: %s" % (status, output[-800:]))
    for line in (
        "1: 31 backend: 'h264' given, av1, av1_hardware or av1_software allowed",
        "2: 31 quality: 200 given, 0 to 100 allowed",
        "3: 31 width: '5' given, 16 to 65536 allowed",
        "4: 31 bitrat: no such setting; the nearest is 'bitrate'",
        "5: 31 path: 'movie.gif' given, .mp4, .mkv, .webm, .ivf, .obu or .av1 allowed",
        "6: 3 finish_recording: nothing is being recorded; start_recording() allowed",
        "7: 3 encode_frame: nothing is being recorded; start_recording() allowed",
        "8: 33 bus: 'No such bus' given, the name of an audio bus, or none, allowed",
        "9: 0 2 No hardware encoder for AV1: ",
        "10: 0 31 bitrate: [] given, a number, true, false or a text allowed",
        "11: 0 0",
        "12: 31 frame: 32x48 given, 64x48 (width, height) allowed",
        "13: 44 start_recording: ",
        "14: 1 %s/refused.mp4: no frame was recorded" % folder,
        "15: 31 width: '640.5' given, a whole number of pixels allowed",
        "16: 31 width: 'wide' given, a whole number of pixels allowed",
        "17: 31 framerate: ",
        "18: 31 height: '-360' given, a whole number of pixels allowed",
        "19: 31 preset: <null> given, a number, true, false or a text allowed",
    ):
        expect("\n" + line in output, "missing: " + line + "\n" + output[-3000:])


def script(which):
    folder = engine.project("scripts")
    run = engine.Run(folder, words=(which,))
    status = run.wait()
    output = run.output()
    expect(
        status == 0 and "SCRIPT ERROR" not in output and "ERROR: Movie Maker" not in output,
        "exit status %d: %s" % (status, output[-1500:]),
    )
    return folder, output


def basic():
    folder, output = script("basic")
    expect("\nUsing software encoding\n" in output, output[-1500:])
    movie = os.path.join(folder, "output.av1")
    video = judging.track(movie, "video")
    expect((video["width"], video["height"]) == (1920, 1080), str(video))
    count = judging.decoded_pictures(movie)
    expect(count > 5, "%d pictures" % count)
    return "%d pictures" % count


def advanced():
    folder, output = script("advanced")
    frames = [int(number) for number in re.findall(r"\nFrames encoded: (\d+)\n", output)]
    drawn = int(re.search(r"\ndrawn: (\d+)\n", output)[1])
    expect(
        frames[0] == 0 and frames == sorted(frames) and frames[-1] == drawn,
        "frames encoded: %s, %d drawn" % (frames, drawn),
    )
    speeds = [float(number) for number in re.findall(r"\nEncoding speed: (\d+\.\d+) fps\n", output)]
    rates = [float(number) for number in re.findall(r"\nAverage bitrate: (\d+\.\d+)\n", output)]
    expect(speeds[0] == 0 and speeds[-1] > 0 and rates[-1] > 0, "%s, %s" % (speeds, rates))
    movie = os.path.join(folder, "advanced.mp4")
    video = judging.track(movie, "video")
    # Level 6.0 is number 16 of AV1's levels.
    expect(
        (video["width"], video["height"], video["level"], video["r_frame_rate"]) == (3840, 2160, 16, "60/1"), str(video)
    )
    expect(judging.decoded_pictures(movie) == frames[-1], "not %d pictures" % frames[-1])
    return "frames encoded %s" % frames


def capabilities():
    _, output = script("capabilities")
    for line in (
        "Max resolution: 16384x8704",
        "Max bitrate: ",
        'Supported profiles: ["Main 8 bit"',
        "Available preset: low",
        "Available preset: medium",
        "Available preset: high",
        'medium is { "bitrate": 5000000, "max_bitrate": 10000000, "quality": 50 }',
    ):
        expect("\n" + line in output, "missing: " + line + output[-1500:])


def cases(full):
    yield "game viewport", functools.partial(screenshots, "viewport")
    yield "game real time", real_time
    if full:
        yield "game frames", functools.partial(screenshots, "frames")
        yield "game HDR", high_dynamic_range
        yield "game forgotten", functools.partial(screenshots, "forgotten")
        yield "game refusals", refusals
    yield "script basic", basic
    yield "script capabilities", capabilities
    if full:
        yield "script advanced", advanced
