#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What recording OpenGL costs: drawing into shared images, reading back by pixel-pack buffers, and by glReadPixels.
#
#   bench/gl-handover.sh pack FOLDER          after a build: Java runtime, classes, LWJGL and a Vulkan loader for this kind of system
#   FOLDER/run [FRAMES ROUNDS SIZE…]          measures there, with NVIDIA's EGL and Vulkan where they are, else with Mesa's
#
# The encoder is the emulated driver, above the driver that is there, and takes no time to code; no display is needed.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname -- "$here")
program=gl-handover
log=/dev/null
. "$root/.mvn/setup.sh"
[ $# -eq 2 ] && [ "$1" = pack ] || { sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 64; }
java_home=$(find_java) || exit 1
mkdir -p -- "$2"
folder=$(readlink -e -- "$2")
rm -rf "$folder/java" "$folder/lib"
"$java_home/bin/jlink" --compress zip-9 --strip-debug --no-header-files --no-man-pages --vm server --output "$folder/java" \
    --add-modules java.base,java.desktop,java.logging,jdk.jfr,jdk.unsupported
rm -rf "$folder/java/legal"
mkdir "$folder/lib"
for module in bindings bitstream recorder encoder coder emulator; do
    cp -r "$root/$module/target/classes" "$folder/lib/$module"
done
cp -r "$root/examples/target/classes" "$folder/lib/examples"
cp -r "$root/examples/target/test-classes" "$folder/lib/examples-tests"
repository=${MAVEN_REPO:-$HOME/.m2/repository}
version=$(sed -n 's|.*<lwjgl.version>\(.*\)</lwjgl.version>.*|\1|p' "$root/pom.xml")
for artifact in lwjgl lwjgl-egl lwjgl-opengl; do
    cp "$repository/org/lwjgl/$artifact/$version/$artifact-$version"*.jar "$folder/lib/"
done
rm -f "$folder"/lib/*-sources.jar "$folder"/lib/*-javadoc.jar
for artifact in org/jspecify/jspecify com/google/code/gson/gson; do
    cp "$(find "$repository/$artifact" -name '*.jar' ! -name '*-sources.jar' | sort -V | tail -n 1)" "$folder/lib/"
done
loader=$(find /usr/lib /lib -name 'libvulkan.so.1' 2>/dev/null | head -n 1)
[ -n "$loader" ] || loader=$(find "$("$root/testbed/enter" --print-root)/usr/lib" -name 'libvulkan.so.1' | head -n 1)
cp -L "$loader" "$folder/lib/"

cat >"$folder/run" <<'TEXT'
#!/bin/bash
# usage: run [FRAMES ROUNDS SIZE…]
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- 300 5 1280x720 1920x1080 3840x2160
icd=/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json
[ -r "$icd" ] || icd=$(ls /usr/share/vulkan/icd.d/nvidia_icd*.json /etc/vulkan/icd.d/nvidia_icd*.json 2>/dev/null | head -n 1)
base=
if [ -n "$icd" ] && [ -r "$icd" ]; then
    library=$(sed -n 's/.*"library_path"[^"]*"\([^"]*\)".*/\1/p' "$icd" | head -n 1)
    base=$library
    [ -r "$base" ] || base=$(ldconfig -p | awk -v name="$library" '$1 == name { print $NF; exit }')
    [ -n "$base" ] || base=$(find /usr/local/nvidia /usr/lib -name "$library" 2>/dev/null | head -n 1)
    vendor=/usr/local/nvidia/share/glvnd/egl_vendor.d/10_nvidia.json
    [ -n "${__EGL_VENDOR_LIBRARY_FILENAMES:-}" ] || [ ! -r "$vendor" ] || export __EGL_VENDOR_LIBRARY_FILENAMES=$vendor
    echo "driver below the emulated one: $base"
fi
classes=$(printf '%s:' "$here"/lib/*/)
exec "$here/java/bin/java" --enable-native-access=ALL-UNNAMED "-Dmoviemaker.vulkan.loader=${VULKAN_LOADER:-$here/lib/libvulkan.so.1}" \
    -Dmoviemaker.selftest.nodecoder=true "-Dmoviemaker.emulator.base=$base" \
    -cp "$classes$here/lib/*" dev.moviemaker.examples.OpenGlFigures "$@"
TEXT
chmod +x "$folder/run"
du -sh "$folder"
