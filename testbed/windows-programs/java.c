// SPDX-License-Identifier: Apache-2.0
// Stands for java.exe where the start script is tried: prints its arguments, one a line, and ends with status 7.
#include <stdio.h>

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        printf("[%s]\n", argv[i]);
    }
    return 7;
}
