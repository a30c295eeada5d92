# SPDX-License-Identifier: Apache-2.0
# Debian's cross compiler (gcc-aarch64-linux-gnu, libc6-dev-arm64-cross): as windows-x86_64.cmake
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
