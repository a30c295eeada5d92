#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes src/test/c/layouts.c and, with a C compiler ($CC or cc), src/test/resources/layouts.txt: how the pinned headers'
# structs and bit-fields lie in memory. To be run after a change of includes.txt or of the headers.
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
headers=$("$here/../vulkan-headers/fetch")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$here"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" src/test/java/dev/moviemaker/vulkan/std/LayoutProgram.java "$headers" includes.txt \
    >src/test/c/layouts.c
"${CC:-cc}" -std=c11 -Wall -Werror -DVK_NO_PROTOTYPES -DVK_USE_64_BIT_PTR_DEFINES=0 -I "$headers" \
    -o "$scratch/layouts" src/test/c/layouts.c
mkdir -p src/test/resources
"$scratch/layouts" >src/test/resources/layouts.txt
