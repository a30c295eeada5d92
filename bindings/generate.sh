#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes src/generated/java and bindings.lock from the pinned Vulkan headers.
#
#   bindings/generate.sh           rewrites the committed sources and the lock
#   bindings/generate.sh OUTPUT    writes the same sources below OUTPUT and leaves the repository alone
#
# Needs jextract in exactly the version below, as $JEXTRACT or on PATH, and the headers (vulkan-headers/fetch gets them).
# The same inputs give the same bytes on every machine.
set -euo pipefail
export LC_ALL=C

jextract_version="jextract 23"
package=dev.moviemaker.vulkan.raw
header_class=Vulkan

here=$(cd "$(dirname "$0")" && pwd)
output=${1:-$here/src/generated/java}
mkdir -p "$output"
output=$(cd "$output" && pwd)

jextract=${JEXTRACT:-$(command -v jextract || true)}
if [ -z "$jextract" ]; then
    echo "generate.sh: no jextract: set JEXTRACT to its launcher or put it on PATH." >&2
    exit 1
fi
found=$("$jextract" --version 2>&1 | head -n 1)
if [ "$found" != "$jextract_version" ]; then
    echo "generate.sh: $jextract is '$found'; the bindings are made with '$jextract_version'." >&2
    exit 1
fi

headers=$("$here/../vulkan-headers/fetch")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$here" # jextract reads compile_flags.txt from the working folder

# A large header would otherwise be cut into a chain of classes of 1,000 declarations each.
export JEXTRACT_JAVA_OPTIONS="-Djextract.decls.per.header=1000000 ${JEXTRACT_JAVA_OPTIONS:-}"
if ! "$jextract" --include-dir "$headers" --header-class-name "$header_class" --target-package "$package" \
    --output "$scratch/java" @includes.txt wrapper.h >"$scratch/log" 2>&1; then
    cat "$scratch/log" >&2
    exit 1
fi
# Bit-fields and opaque handle types are skipped by design; anything else that jextract says is a problem.
if grep -vE ': warning: Skipping .* \((bitfields are not|type .* is not) supported\)$' "$scratch/log" >&2; then
    echo "generate.sh: jextract said something unexpected (above)." >&2
    exit 1
fi

# The shared class always declares C's long, whose size differs between platforms. No declaration uses it.
folder=$scratch/java/${package//.//}
shared="$folder/$header_class\$shared.java"
if [ "$(grep -c '"long"' "$shared")" != 1 ] || grep -rlw C_LONG "$folder" | grep -qvF "$shared"; then
    echo "generate.sh: the generated code depends on C's long; compile_flags.txt should prevent that." >&2
    exit 1
fi
grep -v '"long"' "$shared" >"$scratch/shared"
mv "$scratch/shared" "$shared"

# The bit-fields, which jextract leaves out: an enum for every struct that has none written by hand.
"${JAVA_HOME:+$JAVA_HOME/bin/}java" src/test/java/dev/moviemaker/vulkan/std/FlagProgram.java "$headers" includes.txt \
    src/main/java/dev/moviemaker/vulkan/std "$scratch/java/dev/moviemaker/vulkan/std"

# The licence, as in every other file.
find "$scratch/java" -name '*.java' -exec sh -c '
    for file; do
        { echo "// SPDX-License-Identifier: Apache-2.0"; cat "$file"; } >"$file.new" && mv "$file.new" "$file"
    done' sh {} +

rm -rf "$output/${package//.//}" "$output/dev/moviemaker/vulkan/std"
mkdir -p "$output"
cp -R "$scratch/java/." "$output"

if command -v sha256sum >/dev/null; then sha256=(sha256sum); else sha256=(shasum -a 256); fi
if [ $# = 0 ]; then
    {
        echo "# What the generated sources were made from and what they are. Written by generate.sh, checked by a test."
        echo "$jextract_version"
        for file in ../vulkan-headers/VERSION ../vulkan-headers/SHA256SUMS compile_flags.txt includes.txt wrapper.h; do
            "${sha256[@]}" "$file"
        done
        # One line for the tree: the hash of the sorted list of its files' hashes.
        echo "$(cd src/generated/java && find . -type f | sed 's,^\./,,' | sort | tr '\n' '\0' | xargs -0 "${sha256[@]}" |
            "${sha256[@]}" | cut -d ' ' -f 1)  src/generated/java"
    } >"$scratch/lock"
    mv "$scratch/lock" bindings.lock
fi
