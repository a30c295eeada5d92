#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The command on the emulated driver, as a user runs it: a movie with sound on every profile, then every rate-control mode over 300 frames.
# Each movie is played by FFmpeg with dav1d and with libaom, which must show the same pictures.
#
# usage: testbed/enter bench/hardware.sh CLIP.y4m [FRAMES [BITRATE]]   (natural content; coder/measure.sh tells where to find some)
#
# Ends with status 1 if anything is not as it should be: pictures, sound, size, device, bitrate within 5 %, quality that grows.
set -euo pipefail
cd "$(dirname "$0")/.."
clip=${1:?usage: bench/hardware.sh CLIP.y4m [FRAMES [BITRATE]]}
frames=${2:-300}
bitrate=${3:-400000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

for tool in ffmpeg ffprobe; do
    command -v "$tool" >/dev/null || { echo "hardware: $tool is missing" >&2; exit 69; }
done

wrong() { echo "WRONG: $*"; status=1; }
probe() { ffprobe -v error -select_streams "$2" -show_entries "$3" -of default=noprint_wrappers=1:nokey=1 "$1" | head -n 1; }
pictures() { ffmpeg -nostdin -v error -xerror -c:v "$2" -i "$1" -map 0:v -f framemd5 - | grep -v '^#'; }

size=$(head -n 1 "$clip" | sed 's/.* W\([0-9]*\) .*H\([0-9]*\) .*/\1x\2/')
rate=$(head -n 1 "$clip" | sed 's/.* F\([0-9:]*\).*/\1/; s/:/\//')
bytes=$(echo "$size" | awk -Fx '{ print $1 * $2 + 2 * int(($1 + 1) / 2) * int(($2 + 1) / 2) }')
# record PROFILE NAME FRAMES OPTION…: leaves NAME.mp4 and NAME.json, and checks that it plays.
record() {
    local profile=$1 movie=$work/$2.mp4 count=$3
    shift 3
    ffmpeg -nostdin -v error -y -f lavfi -i "sine=frequency=440:sample_rate=48000" \
        -t "$(echo "$rate" | awk -F/ -v n="$count" '{ print n * $2 / $1 }')" "$work/tone.wav"
    ./av1 encode "$clip" --audio "$work/tone.wav" --frames "$count" -o "$movie" --quiet --stats "${movie%.mp4}.json" \
        --backend av1_hardware --device "emulated:$profile" "$@"
    pictures "$movie" libdav1d >"$work/dav1d"
    pictures "$movie" libaom-av1 >"$work/libaom"
    cmp -s "$work/dav1d" "$work/libaom" || wrong "$profile: dav1d and libaom show different pictures"
    [ "$(wc -l <"$work/dav1d")" = "$count" ] || wrong "$profile: $(wc -l <"$work/dav1d") pictures of $count"
    awk -F', *' -v b="$bytes" '$5 + 0 != b { bad = 1 } END { exit bad }' "$work/dav1d" || wrong "$profile: pictures of another size"
    ffmpeg -nostdin -v error -xerror -i "$movie" -map 0:a -f null - || wrong "$profile: the sound does not play"
    grep -q '"backend" *: *"av1_hardware"' "${movie%.mp4}.json" || wrong "$profile: the report names another backend"
}

echo "| profile | device in the report | shown | pictures | sound |"
echo "| --- | --- | --- | --- | --- |"
for profile in nvidia radv-rdna3 radv-rdna4 anv minimal maximal; do
    record "$profile" "$profile" 60 --rate-control crf
    device=$(sed -n 's/.*"device" *: *"\([^"]*\)".*/\1/p' "$work/$profile.json" | head -n 1)
    echo "| $profile | $device | $size | $(wc -l <"$work/dav1d") | $(probe "$work/$profile.mp4" a stream=codec_name) |"
done

# Compared by number and by their samples, whatever their times and tags: no scaler comes between.
plain=settb=1/1000,setpts=N*100,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709

# psnr NAME: of luma, against the clip.
psnr() {
    ffmpeg -nostdin -i "$work/$1.mp4" -i "$clip" -lavfi "[0:v]$plain[a];[1:v]$plain[b];[a][b]psnr" \
        -frames:v "$frames" -f null - 2>&1 | sed -n 's/.*PSNR y:\([0-9.]*\).*/\1/p'
}

# kbits NAME: bits of the pictures alone, per second.
kbits() {
    ffprobe -v error -select_streams v -show_entries packet=size -of csv=p=0 "$work/$1.mp4" |
        awk -F, -v n="$frames" -v r="$rate" 'BEGIN { split(r, f, "/") } { s += $1 } END { printf "%.1f", s * 8 / (n * f[2] / f[1]) / 1000 }'
}

echo
echo "| profile | mode | asked for | kbit/s | PSNR Y (dB) |"
echo "| --- | --- | --- | --- | --- |"
for profile in nvidia radv-rdna3; do
    for mode in cbr vbr; do
        record "$profile" "$mode" "$frames" --rate-control "$mode" --bitrate "$bitrate" --buffer-size $((bitrate / 4)) # two seconds
        got=$(kbits "$mode")
        echo "| $profile | $mode | $((bitrate / 1000)) kbit/s | $got | $(psnr "$mode") |"
        awk -v g="$got" -v b="$bitrate" 'BEGIN { exit !(g >= b * 0.95 / 1000 && g <= b * 1.05 / 1000) }' ||
            wrong "$profile $mode: $got kbit/s is more than 5 % off"
    done
    for mode in cqp crf; do
        last=0
        for quality in 20 40 60 80; do
            record "$profile" "$mode" "$frames" --rate-control "$mode" --quality "$quality"
            now=$(psnr "$mode")
            echo "| $profile | $mode | quality $quality | $(kbits "$mode") | $now |"
            awk -v a="$last" -v b="$now" 'BEGIN { exit !(b > a) }' || wrong "$profile $mode: quality $quality is no better than the one before"
            last=$now
        done
    done
done
exit $status
