#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Compares `av1 encode` of files with the ffmpeg program of the same natives: whole process, same preset, CRF and key frames, in turns.
#
#   bench/files.sh [--quick] [--sizes "432 720 1080"] [--kinds "y4m raw png mp4"] [--preset 6] [--crf 32] [--keys 30] [--rounds 3] [--out FILE]
#   bench/files.sh --pack FOLDER     FOLDER and FOLDER.tar.gz, which do the same on another machine: FOLDER/run [--sizes …] …
#
# Prints a table: seconds of both (the median of all rounds), speed of ours over theirs (the median of the rounds' ratios), processor time,
# peak memory, and what our pictures need more of bits at the same PSNR (theirs by interpolation over three CRFs). Kinds: y4m; raw (yuv420p); rgba (raw,
# not in the default); png (numbered pictures); mp4 (H.264 with AAC sound); one (a single picture of y4m, for the start). --quick: one round
# of 432p. The clips are made once, in bench/target/files. Environment: FILES_WORK (that folder), SECONDS_EACH (10), JAVA_HOME. Needs GNU time.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname -- "$here")
sizes="432 720 1080" kinds="y4m raw png mp4" preset=6 crf=32 keys=30 rounds=3 out= pack=
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) sed -n '3,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
        --quick) sizes=432 kinds="y4m one" rounds=1 ;;
        --sizes | --kinds | --preset | --crf | --keys | --rounds | --out | --pack) printf -v "${1#--}" %s "${2:?$1 needs a value}"; shift ;;
        *) echo "files: $1 is no option; see --help" >&2; exit 2 ;;
    esac
    shift
done
work=${FILES_WORK:-$here/target/files}
seconds=${SECONDS_EACH:-10}
rate=30
frames=$((seconds * rate))
# The quality that means this CRF: 63 - round(quality * 62 / 100).
quality=$(((63 - crf) * 100 / 62))
mkdir -p "$work"
export SVT_LOG=1

# ---- Both programs ----------------------------------------------------------------------------------------------------

if [ -d "$here/app" ]; then
    # In a packed folder.
    app=$here/app jdk=$here/java launcher=$here
    natural=(-cp "$app/*" NaturalY4m)
    [ -e "$app/av1.aot" ] || "$jdk/bin/java" "@$launcher/java.options" -XX:AOTCacheOutput="$app/av1.aot" -cp "$app/*" dev.moviemaker.cli.Training >/dev/null
else
    "$root/av1" --version >/dev/null
    { IFS= read -r app && IFS= read -r jdk; } <"$root/cli/target/current"
    launcher=$root/cli/src/launcher
    natural=(-cp "$app/*" "$here/clips/NaturalY4m.java")
fi
if [ -n "$pack" ]; then
    rm -rf "$pack" && mkdir -p "$pack/app"
    pack=$(readlink -e -- "$pack")
    "$jdk/bin/jlink" --compress zip-9 --strip-debug --no-header-files --no-man-pages --vm server --output "$pack/java" \
        --add-modules java.base,java.desktop,java.logging,jdk.jfr,jdk.management,jdk.unsupported,jdk.charsets
    rm -rf "$pack/java/legal"
    cp "$app"/*.jar "$launcher/start.sh" "$launcher/java.options" "$pack/app/"
    mv "$pack/app/start.sh" "$pack/app/java.options" "$pack/"
    "$jdk/bin/javac" -cp "$app/*" -d "$pack/clips" "$here/clips/NaturalY4m.java"
    "$jdk/bin/jar" --create --file "$pack/app/clips.jar" -C "$pack/clips" .
    rm -r "$pack/clips"
    cp "$0" "$pack/run"
    tar -czf "$pack.tar.gz" -C "$(dirname "$pack")" "$(basename "$pack")"
    du -sh "$pack" "$pack.tar.gz"
    exit
fi
cat >"$work/ours" <<END
#!/bin/sh
app=$app java=$jdk/bin/java options_file=$launcher/java.options
. $launcher/start.sh
start "\$@"
END
chmod +x "$work/ours"
natives=$(ls "$app"/ffmpeg-*-linux-*.jar | head -1)
programs=$work/programs-$(basename "$natives" .jar)
if [ ! -d "$programs" ]; then
    rm -rf "$programs.new" && mkdir "$programs.new"
    (cd "$programs.new" && python3 -m zipfile -e "$natives" . && find . -type f \( -name 'lib*.so*' -o -name ffmpeg -o -name ffprobe \) -exec mv -t . {} +)
    chmod +x "$programs.new"/ff*
    mv "$programs.new" "$programs"
fi
export LD_LIBRARY_PATH=$programs
quietly=(-v error -nostdin -y)

# timed NAME COMMAND…: appends "seconds processor-seconds peak-KiB" to NAME.
timed() {
    local figures=$1
    shift
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >"$work/output" 2>&1 || { cat "$work/output" >&2; exit 1; }
    awk '{ print $1, $2 + $3, $4 }' "$work/time" >>"$figures"
}

median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# ---- Clips ------------------------------------------------------------------------------------------------------------

# input KIND HEIGHT: makes it and sets in, ours_in (options of av1), theirs_in (options of ffmpeg) and filter.
input() {
    local height=$2 width=$(($2 * 16 / 9 / 2 * 2))
    local base=$work/natural-$height-$frames
    reference=$base.y4m
    [ -s "$reference" ] || "$jdk/bin/java" "${natural[@]}" "$width" "$height" $rate $frames $(((seconds + 3) / 4)) "$reference"
    filter=()
    case $1 in
        y4m) in=$reference ours_in=() theirs_in=() ;;
        one)
            in=$base-one.y4m ours_in=() theirs_in=()
            [ -s "$in" ] || "$programs/ffmpeg" "${quietly[@]}" -i "$reference" -frames:v 1 "$in"
            ;;
        raw)
            in=$base.yuv ours_in=(--format yuv420p --size "${width}x$height" --fps $rate)
            theirs_in=(-f rawvideo -pix_fmt yuv420p -video_size "${width}x$height" -framerate $rate)
            [ -s "$in" ] || "$programs/ffmpeg" "${quietly[@]}" -i "$reference" -f rawvideo "$in"
            ;;
        rgba)
            in=$base.rgba ours_in=(--format rgba --size "${width}x$height" --fps $rate)
            theirs_in=(-f rawvideo -pix_fmt rgba -video_size "${width}x$height" -framerate $rate)
            filter=(-vf "scale=out_color_matrix=bt709:out_range=limited,format=yuv420p")
            [ -s "$in" ] || "$programs/ffmpeg" "${quietly[@]}" -i "$reference" -vf scale=in_color_matrix=bt709:flags=accurate_rnd -pix_fmt rgba -f rawvideo "$in"
            ;;
        png)
            in=$base-png/a%04d.png ours_in=(--fps $rate) theirs_in=(-framerate $rate)
            filter=(-vf "scale=out_color_matrix=bt709:out_range=limited,format=yuv420p")
            if [ ! -d "$base-png" ]; then
                rm -rf "$base-png.new" && mkdir "$base-png.new"
                "$programs/ffmpeg" "${quietly[@]}" -i "$reference" -vf scale=in_color_matrix=bt709:flags=accurate_rnd -pix_fmt rgb24 -compression_level 1 \
                    "$base-png.new/a%04d.png"
                mv "$base-png.new" "$base-png"
            fi
            ;;
        mp4)
            in=$base.mp4 ours_in=() theirs_in=()
            [ -s "$in" ] || "$programs/ffmpeg" "${quietly[@]}" -i "$reference" -f lavfi -i "sine=440:r=48000,aformat=channel_layouts=stereo" -shortest \
                -c:v libopenh264 -b:v $((height * height * 12)) -c:a aac "$in"
            ;;
        *) echo "files: $1 is no kind of input" >&2; exit 2 ;;
    esac
}

ours() {
    timed "$1" "$work/ours" encode "$in" "${ours_in[@]}" -o "$work/ours.mp4" --rate-control crf --quality $quality --speed "$preset" \
        --keyframe-interval $keys --quiet
}

theirs() { # FIGURES CRF OUT
    timed "$1" "$programs/ffmpeg" "${quietly[@]}" "${theirs_in[@]}" -i "$in" "${filter[@]}" -c:v libsvtav1 -preset "$preset" -crf "$2" -g $keys \
        -c:a libopus -b:a 128k "$3"
}

# Compared by number and by their samples, whatever their times and tags: no scaler comes between.
plain=settb=1/1000,setpts=N*100,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709

# measured MOVIE: PSNR (of all samples, in decibels) and bytes of its pictures.
measured() {
    local psnr bytes
    psnr=$("$programs/ffmpeg" -nostdin -hide_banner -c:v libaom-av1 -i "$1" -i "$reference" -lavfi "[0:v]$plain[a];[1:v]$plain[b];[a][b]psnr" \
        -fps_mode passthrough -f null - 2>&1 | sed -n 's/.*PSNR .*average:\([0-9.]*\).*/\1/p')
    bytes=$("$programs/ffprobe" -v error -select_streams v -show_entries packet=size -of csv=p=0 "$1" | awk -F, '{ sum += $1 } END { print sum }')
    echo "$psnr $bytes"
}

# ---- The table --------------------------------------------------------------------------------------------------------

table=$(mktemp)
trap 'rm -f "$table"' EXIT
say() { printf '%s\n' "$*" | tee -a "$table"; }
say "av1 encode beside ffmpeg ($("$programs/ffmpeg" -version | sed -n '1s/ Copyright.*//p')), preset $preset, CRF $crf, a key frame every $keys of $frames pictures; $(nproc) cores, $rounds rounds in turns, $(date -u +%F)"
say ""
say "| input | ours, s | theirs, s | speed, ours / theirs | processor time, ours / theirs | memory, MiB | frames/s | bits at equal PSNR | PSNR, dB | load |"
say "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for height in $sizes; do
    for kind in $kinds; do
        input "$kind" "$height"
        rm -f "$work/a" "$work/b" "$work/c"
        for ((round = 0; round <= rounds; round++)); do
            if ((round % 2)); then ours "$work/a" && theirs "$work/b" $crf "$work/theirs.mp4"; else theirs "$work/b" $crf "$work/theirs.mp4" && ours "$work/a"; fi
            # The first round warms the caches of the disk.
            ((round)) || rm -f "$work/a" "$work/b"
        done
        bits= psnr=
        if [ "$kind" != one ]; then
            theirs "$work/c" $((crf - 3)) "$work/finer.mp4"
            theirs "$work/c" $((crf + 3)) "$work/coarser.mp4"
            read -r bits psnr < <({ measured "$work/finer.mp4"; measured "$work/theirs.mp4"; measured "$work/coarser.mp4"; measured "$work/ours.mp4"; } | awk '
                { q[NR] = $1; l[NR] = log($2) }
                END { i = q[4] > q[2] ? 1 : 2
                      theirs = l[i] + (q[4] - q[i]) * (l[i + 1] - l[i]) / (q[i + 1] - q[i])
                      printf "%+.2f%% %.2f/%.2f\n", 100 * (exp(l[4] - theirs) - 1), q[4], q[2] }')
        fi
        a=$(cut -d' ' -f1 "$work/a" | median) b=$(cut -d' ' -f1 "$work/b" | median)
        speed=$(paste -d' ' "$work/a" "$work/b" | awk '{ print $4 / $1 }' | median)
        cpu=$(paste -d' ' "$work/a" "$work/b" | awk '{ print $2 / $5 }' | median)
        memory=$(paste -d' ' "$work/a" "$work/b" | awk '{ if ($3 > a) a = $3; if ($6 > b) b = $6 } END { printf "%.0f/%.0f", a / 1024, b / 1024 }')
        count=$frames
        [ "$kind" = one ] && count=1
        say "$(printf '| %sp %s | %.2f | %.2f | %.2f | %.2f | %s | %s | %s | %s | %s |' "$height" "$kind" "$a" "$b" "$speed" "$cpu" "$memory" \
            "$(awk "BEGIN { printf \"%.0f/%.0f\", $count / $a, $count / $b }")" "$bits" "$psnr" "$(cut -d' ' -f1 /proc/loadavg)")"
    done
done
if [ -n "$out" ]; then cp "$table" "$out"; fi
