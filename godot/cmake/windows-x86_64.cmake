# SPDX-License-Identifier: Apache-2.0
# MinGW on Debian (gcc-mingw-w64-x86-64): godot/build -DCMAKE_TOOLCHAIN_FILE=godot/cmake/windows-x86_64.cmake -DGODOT_INTERFACE=FOLDER
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc)
