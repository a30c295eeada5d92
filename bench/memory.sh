#!/usr/bin/env bash
# Resident memory over 1,000 recordings and over one of 100,000 frames at 64x64; it must not grow but for the file's index.
# usage: bench/memory.sh [RECORDINGS [FRAMES]]   (needs a built tree)
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
jars=$(find "${MAVEN_REPO:-$HOME/.m2/repository}"/org/{bytedeco,jspecify,assertj} -name '*.jar' | paste -sd:)
classes=media/target/test-classes:media/target/classes:encoder/target/classes:bitstream/target/classes
"$java" -Xmx128m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "$classes:$jars" \
  dev.moviemaker.media.svt.MemoryBench "$folder" "${1:-1000}" "${2:-100000}"
