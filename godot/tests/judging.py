# SPDX-License-Identifier: Apache-2.0
"""What is in a movie, told by FFmpeg: pictures against pictures, samples against samples."""
import array
import json
import math
import os
import re
import subprocess
import tempfile


class Fault(Exception):
    """A movie, or a run of the engine, that is not as it must be."""


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise Fault("%s: %s" % (command[0], done.stderr.decode(errors="replace").strip()[-300:]))
    return done.stdout


def probe(movie):
    text = run("ffprobe", "-v", "error", "-count_packets", "-show_streams", "-show_format", "-of", "json", movie)
    return json.loads(text)


def track(movie, kind):
    for stream in probe(movie)["streams"]:
        if stream["codec_type"] == kind:
            return stream
    return None


def key_frames(movie):
    flags = run(
        "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=flags", "-of", "csv=p=0", movie
    )
    return sum("K" in line for line in flags.decode().splitlines())


def picture_times(movie):
    times = run(
        "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", movie
    )
    return sorted(float(line.strip(",")) for line in times.decode().split())


def psnr(movie, pictures, fps, size=None):
    """PSNR of every picture in R'G'B' against a sequence of PNG files, in dB, as far as there are both.

    A size cuts off what was coded beyond it: FFmpeg, which otherwise obeys the file's crop, cuts odd ones to even ones."""
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "psnr")
        crop = ",crop=%d:%d:0:0" % size if size else ""
        scale = "scale=flags=accurate_rnd+full_chroma_int,format=rgb24,settb=1/1000,setpts=N*40"
        run(
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            "-xerror",
            *(["-apply_cropping", "none"] if size else []),
            "-i",
            movie,
            "-framerate",
            str(fps),
            "-i",
            pictures,
            "-fps_mode",
            "passthrough",
            "-lavfi",
            "[0:v]%s%s[a];[1:v]%s[b];[a][b]psnr=stats_file=%s:shortest=1" % (scale, crop, scale, log),
            "-an",
            "-f",
            "null",
            "-",
        )
        with open(log) as lines:
            values = re.findall(r"psnr_avg:(\S+)", lines.read())
    return [99.0 if value == "inf" else float(value) for value in values]


def decoded_pictures(movie):
    """The number of pictures, by two decoders that must agree; neither may find a fault in the stream."""
    counts = set()
    for decoder in ("libdav1d", "libaom-av1"):
        hashes = run(
            "ffmpeg",
            "-v",
            "error",
            "-nostdin",
            "-xerror",
            "-c:v",
            decoder,
            "-i",
            movie,
            "-map",
            "0:v",
            "-f",
            "framemd5",
            "-",
        )
        counts.add(sum(not line.startswith("#") for line in hashes.decode().splitlines()))
    if len(counts) != 1:
        raise Fault("%s: decoders disagree: %s pictures" % (movie, counts))
    return counts.pop()


def samples(file, channel, rate=48000):
    pcm = run(
        "ffmpeg",
        "-v",
        "error",
        "-nostdin",
        "-i",
        file,
        "-map",
        "0:a:0",
        "-af",
        "pan=mono|c0=c%d" % channel,
        "-ar",
        str(rate),
        "-f",
        "s16le",
        "-",
    )
    values = array.array("h")
    values.frombytes(pcm[: len(pcm) // 2 * 2])
    return values


def correlation(a, b):
    product = squares_a = squares_b = 0
    for x, y in zip(a, b):
        product += x * y
        squares_a += x * x
        squares_b += y * y
    return product / math.sqrt(squares_a * squares_b) if squares_a and squares_b else 0.0


def expect(holds, message):
    if not holds:
        raise Fault(message)
