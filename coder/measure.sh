#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Measures the picture coder on filmed video: QIndex -> PSNR, rate and speed, and its rate against SVT-AV1 preset 10 at equal PSNR.
#
#   coder/measure.sh [WORK_DIRECTORY]
#
# Needs Maven, a JDK >= 22 (JAVA_HOME or the path), ffmpeg and SvtAv1EncApp (Debian: ffmpeg, svt-av1). The clips come from Debian's package opencv-doc, which is downloaded into
# the work directory and not installed; own clips can be given instead: CLIPS="a.y4m b.y4m". Also read: FRAMES (64), QINDEXES, CRFS, PATTERN (IPB),
# THREADS (number of cores), TILES (1x1), CODER_CLASSPATH (then nothing is built).
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(realpath -m "${1:-$(mktemp -d)}")
frames=${FRAMES:-64}
qindexes=${QINDEXES:-60 90 120 150 180 210}
crfs=${CRFS:-20 28 36 44 52 60}
pattern=${PATTERN:-IPB}
threads=${THREADS:-$(nproc)}
tiles=${TILES:-1x1}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$work"

for tool in "$java" ffmpeg SvtAv1EncApp; do
    command -v "$tool" > /dev/null || { echo "measure: $tool is missing" >&2; exit 69; }
done

if [ -z "${CODER_CLASSPATH:-}" ]; then
    (cd "$root" && mvn -q -Dquick -DskipTests -pl coder -am compile)
    CODER_CLASSPATH=$root/coder/target/classes:$root/bitstream/target/classes
fi

# cut NAME START FILTER: 640x360 from a film in opencv-doc.
cut() {
    [ -s "$work/$1.y4m" ] && return
    if [ ! -d "$work/films" ]; then
        (cd "$work" && apt-get -q download opencv-doc > download.log 2>&1 && dpkg-deb -x opencv-doc_*.deb unpacked)
        mkdir -p "$work/films"
        find "$work/unpacked" -name '*.avi' -exec mv -t "$work/films" {} +
        find "$work/unpacked" -name '*.mp4.gz' -exec gunzip -f {} +
        find "$work/unpacked" -name '*.mp4' -exec mv -t "$work/films" {} +
        rm -r "$work/unpacked"
    fi
    local film
    film=$(find "$work/films" -name "$1.*")
    ffmpeg -nostdin -v quiet -y -ss "$2" -i "$film" -frames:v "$frames" -pix_fmt yuv420p -vf "$3" "$work/$1.y4m"
}

if [ -z "${CLIPS:-}" ]; then
    cut vtest 10 'crop=768:432,scale=640:360'
    cut box 2 'crop=640:360'
    cut Megamind 2 'crop=720:404,scale=640:360'
    CLIPS="$work/vtest.y4m $work/box.y4m $work/Megamind.y4m"
fi

# svt CLIP CRF: "PSNR kbit/s" of SVT-AV1.
svt() {
    local stream=$work/svt.ivf rate seconds bytes psnr
    SvtAv1EncApp -i "$1" -n "$frames" --preset 10 --crf "$2" -b "$stream" > "$work/svt.log" 2>&1
    psnr=$(ffmpeg -nostdin -i "$stream" -i "$1" -lavfi "[0:v]settb=1/1000,setpts=N[a];[1:v]settb=1/1000,setpts=N[b];[a][b]psnr" \
        -frames:v "$frames" -f null - 2>&1 | grep -o 'PSNR y:[0-9.]*' | cut_colon)
    rate=$(head -n 1 "$1" | grep -o ' F[0-9]*:[0-9]*' | tr -d ' F' | tr ':' ' ')
    bytes=$(stat -c %s "$stream")
    seconds=$(echo "$rate" | awk -v n="$frames" '{ print n * $2 / $1 }')
    echo "$psnr $(awk -v b="$bytes" -v s="$seconds" -v n="$frames" 'BEGIN { printf "%.1f", (b - 32 - 12 * n) * 8 / s / 1000 }')"
}

cut_colon() { sed 's/.*://'; }

# ratio PSNR RATE TABLE: the rate divided by SVT-AV1's at this PSNR, log-linear between its two nearest points.
ratio() {
    sort -n "$3" | awk -v p="$1" -v r="$2" '
        { psnr[NR] = $1; rate[NR] = $2 }
        END {
            for (i = 1; i < NR; i++) if (psnr[i] <= p && p <= psnr[i + 1]) {
                t = (p - psnr[i]) / (psnr[i + 1] - psnr[i])
                printf "%.2f", r / exp(log(rate[i]) * (1 - t) + log(rate[i + 1]) * t)
                exit
            }
            printf "outside"
        }'
}

echo "| clip | QIndex | PSNR Y (dB) | kbit/s | frames/s | rate / SVT-AV1 preset 10 |"
echo "| --- | --- | --- | --- | --- | --- |"
for clip in $CLIPS; do
    name=$(basename "$clip" .y4m)
    table=$work/$name.svt
    : > "$table"
    for crf in $crfs; do svt "$clip" "$crf" >> "$table"; done
    for q in $qindexes; do
        line=$("$java" -cp "$CODER_CLASSPATH" dev.moviemaker.coder.ClipCommand "$clip" "$work/coded.ivf" \
            --pattern="$pattern" --q="$q" --frames="$frames" --threads="$threads" --tiles="$tiles" | head -n 1)
        psnr=$(echo "$line" | sed 's/.*PSNR Y \([0-9.]*\).*/\1/')
        rate=$(echo "$line" | sed 's/.* \([0-9.]*\) kbit.*/\1/')
        speed=$(echo "$line" | sed 's/.* \([0-9.]*\) frames\/s.*/\1/')
        echo "| $name | $q | $psnr | $rate | $speed | $(ratio "$psnr" "$rate" "$table") |"
    done
done
