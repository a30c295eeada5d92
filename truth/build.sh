# SPDX-License-Identifier: Apache-2.0
# Sourced by truth/run and truth/players: finds a JDK and builds when sources have changed. Sets root, classes (a class path) and JAVA_HOME.
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname -- "$here")
log=$here/target/build.log
. "$root/.mvn/setup.sh"
. "$root/testbed/vulkan.sh"
java_home=$(find_java) || exit 1
export JAVA_HOME=$java_home
classes="$here/target/moviemaker-truth-0.1.0.jar:$here/target/lib/*"
if [ ! -r "$here/target/built" ] || [ -n "$(find "$root"/pom.xml \
    "$root"/{bindings,bitstream,recorder,encoder,media,coder,emulator,cli,truth}/{pom.xml,src} -newer "$here/target/built" -type f -print -quit)" ]; then
    mkdir -p "$here/target"
    command -v mvn >/dev/null || install_maven
    echo "$program: building, see $log" >&2
    mvn -q -B -f "$root/pom.xml" -pl truth -am -Dquick -DskipTests package >"$log" 2>&1 || {
        grep -m 8 '^\[ERROR\]' "$log" >&2 || tail -n 8 "$log" >&2
        fail "building failed, see $log"
    }
    touch "$here/target/built"
fi
