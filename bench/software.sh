#!/usr/bin/env bash
# The software path against the ffmpeg program of the same natives: 1080p RGBA to MP4, frames per second and peak resident memory.
# usage: bench/software.sh [FRAMES [ROUNDS]]   (needs a built tree; 66 MB of temporary files)
set -euo pipefail
cd "$(dirname "$0")/.."
program=bench
log=/dev/null
. .mvn/setup.sh
JAVA_HOME=$(find_java)
export JAVA_HOME
java=$JAVA_HOME/bin/java
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mvn -q -o -Dquick -pl media -am test-compile
jars=$(find "${MAVEN_REPO:-$HOME/.m2/repository}"/org/{bytedeco,jspecify} -name '*.jar' | paste -sd:)
classes=media/target/test-classes:media/target/classes:encoder/target/classes:bitstream/target/classes
"$java" --enable-native-access=ALL-UNNAMED -cp "$classes:$jars" \
  dev.moviemaker.media.svt.SoftwareBench "$folder" "${1:-240}" "${2:-3}"
