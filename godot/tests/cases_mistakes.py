# SPDX-License-Identifier: Apache-2.0
"""What users do by mistake, or without thinking of us: each is honoured, or refused in one line."""
import os
import re
import subprocess

import cases_errors
import cases_movie
import engine
import judging
from judging import expect

SPEAKER_MODE = "[editor]\n\nmovie_writer/speaker_mode=3\nmovie_writer/mix_rate=44100"


def names():
    """Spaces, umlauts, quotes and a capital extension, in the project's path and in the movie's."""
    folder = engine.project("scene", called="Mein Spiel, 'größer' & más")
    name = "Täst film; $HOME \"1\".MP4"
    output = engine.record(folder, name, frames=20)
    movie = os.path.join(folder, name)
    expect(judging.decoded_pictures(movie) == 20, "not 20 pictures")
    expect("%s: 20 frames" % movie in output, output[-600:])


def project_settings():
    for lines, wanted in (
        ("bitrat=5", "editor/movie_writer/av1/bitrat: no such project setting"),
        ('bitrate="abc"', "bitrate: 'abc' given"),
        ("quality=1000", "quality: 1000 given, 0 to 100 allowed"),
        ('preset="best"', "preset: 'best' given"),
        ('rate_control="ABR"', "rate_control: 'ABR' given"),
        ('more_settings="tile_cols 2"', "more_settings: 'tile_cols' given, key=value pairs"),
        ('more_settings="tile_cols=two"', "tile_cols: 'two' given"),
        ("audio_codec=7", "'7'"),
    ):
        folder = engine.project("scene", "[editor]\n\nmovie_writer/av1/" + lines)
        told = cases_errors.failing(folder, "a.mp4", frames=5)
        expect(wanted in told, told)
    # An override for a feature is one that the engine honours.
    folder = engine.project("scene", "[editor]\n\nmovie_writer/av1/keyframe_interval.linux=4")
    engine.record(folder, "a.mkv", frames=8)
    count = judging.key_frames(os.path.join(folder, "a.mkv"))
    expect(count == 2, "%d key frames" % count)


def unwritable():
    told = cases_errors.failing(engine.project("scene"), "/proc/a.mp4", frames=5)
    expect("/proc/a.mp4" in told, told)


def disk_full():
    folder = engine.project("scene")
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", disk], capture_output=True).returncode != 0:
        return "skipped: no small disk can be mounted here"
    try:
        told = cases_errors.failing(folder, os.path.join(disk, "a.mkv"), "--av1-quality=95", "--av1-rate-control=CRF")
        expect("a.mkv: disk full (frame " in told and "a.recording.mkv" in told, told)
        left = os.listdir(disk)
        expect(left == ["a.recording.mkv"], str(left))
        count = judging.decoded_pictures(os.path.join(disk, left[0]))
        expect(count > 5, "%d pictures" % count)
        return "%d pictures kept" % count
    finally:
        subprocess.run(["umount", disk])


def two_to_one_file():
    """The second is refused, the first goes on."""
    folder = engine.project("scene")
    movie = os.path.join(folder, "a.mp4")
    first = engine.Run(folder, "--fixed-fps", "30", "--write-movie", movie)
    engine.wait_for(lambda: os.path.exists(os.path.join(folder, "a.recording.mp4")), 60, "the movie's start")
    told = cases_errors.failing(folder, movie, frames=5)
    expect("a.mp4" in told and "record" in told, told)
    first.signal_engine(9)
    first.wait()
    engine.wait_for(lambda: not cases_errors.encoders(movie), 60, "the encoder's end")
    count = judging.decoded_pictures(movie)
    expect(count > 0, "no pictures")
    cases_movie.same_prefix(movie, "opengl3", min(count, cases_movie.FRAMES))


def odd_size():
    size = "[display]\n\nwindow/size/viewport_width=333\nwindow/size/viewport_height=211"
    folder = engine.project("scene", size)
    engine.record(folder, "odd.png", frames=10)
    engine.record(folder, "odd.mp4", frames=10)
    movie = os.path.join(folder, "odd.mp4")
    expect(judging.decoded_pictures(movie) == 10, "not 10 pictures")
    video = judging.track(movie, "video")
    expect((video["width"], video["height"]) in ((333, 211), (334, 212)), str(video))
    values = judging.psnr(movie, os.path.join(folder, "odd%08d.png"), 30, size=(333, 211))
    expect(min(values) >= 30, "worst %.1f dB" % min(values))
    return "worst %.1f dB" % min(values)


def speaker_mode():
    """The engine crashes with any but stereo; the movie is stereo and says so. 44.1 kHz is resampled."""
    folder = engine.project("scene", SPEAKER_MODE)
    output = engine.record(folder, "a.mkv", frames=30)
    expect(output.count("the sound is recorded in stereo") == 1, output[-600:])
    sound = judging.track(os.path.join(folder, "a.mkv"), "audio")
    expect(sound["channels"] == 2, str(sound))
    length = len(judging.samples(os.path.join(folder, "a.mkv"), 0))
    expect(abs(length - 48000) < 60, "%d samples" % length)


def resized():
    """A window of another shape: all of it is shown, in the movie's size, and that is told once."""
    folder = engine.project("recording")
    shots = os.path.join(folder, "shots")
    os.makedirs(shots)
    run = engine.Run(folder, words=("resized", "resized.mkv", shots))
    status = run.wait()
    output = run.output()
    expect(status == 0, "exit status %d: %s" % (status, output[-800:]))
    expect(len(re.findall("it is scaled to the movie's 640x360", output)) == 1, output[-1200:])
    movie = os.path.join(folder, "resized.mkv")
    rgb = judging.run("ffmpeg", "-v", "error", "-i", movie, "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
    frame = 640 * 360 * 3
    expect(len(rgb) == 45 * frame, "%d pictures" % (len(rgb) // frame))
    last = rgb[44 * frame :]
    # 400x400 in 640x360: 140 black columns on each side, the scene's ground between.
    edge, middle = (last[(180 * 640 + x) * 3 : (180 * 640 + x) * 3 + 3] for x in (70, 200))
    expect(max(edge) < 8 and max(middle) > 40, "%s beside %s" % (list(edge), list(middle)))


def cases(full):
    yield "resized window", resized
    if full:
        yield "project settings", project_settings
        yield "names", names
        yield "unwritable folder", unwritable
        yield "disk full", disk_full
        yield "two to one file", two_to_one_file
        yield "odd size", odd_size
        yield "speaker mode", speaker_mode
