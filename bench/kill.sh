#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Kills recordings (kill -9) at random moments and says how much of each movie does not play; more than a second is a failure.
# usage: bench/kill.sh [RUNS [SEED]]   (runs for each of mp4, mkv, webm, ivf and obu; needs a JDK >= 22 in JAVA_HOME)
set -euo pipefail
export SVT_LOG=${SVT_LOG:-1}
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
jars=$(find "${MAVEN_REPO:-$HOME/.m2/repository}"/org/{bytedeco/ffmpeg,bytedeco/javacpp,jspecify,assertj,junit,opentest4j} -name '*.jar' ! -name '*standalone*' | paste -sd:)
classes=media/target/test-classes:media/target/classes:recorder/target/classes:bitstream/target/classes
"$java" --enable-native-access=ALL-UNNAMED -cp "$classes:$jars" dev.moviemaker.media.KilledRun "$folder" "${1:-20}" "${2:-1}"
