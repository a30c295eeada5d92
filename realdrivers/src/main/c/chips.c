// SPDX-License-Identifier: Apache-2.0
/* Chips as data. IP versions and firmware are those of the kernel's tables and of linux-firmware; the sizes of the shader array only have
 * to be plausible, since nothing is drawn. */
#include "played.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRMWARE(decode, major, minor, revision) ((decode) << 24 | (major) << 20 | (minor) << 12 | (revision))

static const struct chip chips[] = {
    {"navi31", 0x744c, 0xc8, AMDGPU_FAMILY_GC_11_0_0, 0x01, false, 6, 2, 8, 24, 24, 0x545,
     {11, 0, 0}, {6, 0, 0}, {4, 0, 0}, FIRMWARE(9u, 1u, 24u, 30u)},
    {"navi33", 0x7480, 0xcf, AMDGPU_FAMILY_GC_11_0_0, 0x10, false, 2, 2, 8, 8, 16, 0x243,
     {11, 0, 2}, {6, 0, 2}, {4, 0, 4}, FIRMWARE(9u, 1u, 24u, 30u)},
    {"phoenix", 0x15bf, 0xc4, AMDGPU_FAMILY_GC_11_0_1, 0x01, true, 1, 2, 6, 4, 4, 0x242,
     {11, 0, 1}, {6, 0, 1}, {4, 0, 2}, FIRMWARE(9u, 1u, 24u, 30u)},
    {"strix", 0x150e, 0xc1, AMDGPU_FAMILY_GC_11_5_0, 0x01, true, 1, 2, 8, 4, 4, 0x242,
     {11, 5, 0}, {6, 1, 0}, {4, 0, 5}, FIRMWARE(9u, 1u, 24u, 30u)},
    {"gfx1200", 0x7590, 0xc0, AMDGPU_FAMILY_GC_12_0_0, 0x40, false, 2, 2, 8, 8, 16, 0x444,
     {12, 0, 0}, {7, 0, 0}, {5, 0, 0}, FIRMWARE(9u, 1u, 10u, 20u)},
    {"gfx1201", 0x7550, 0xc0, AMDGPU_FAMILY_GC_12_0_0, 0x50, false, 4, 2, 8, 16, 32, 0x545,
     {12, 0, 1}, {7, 0, 1}, {5, 0, 0}, FIRMWARE(9u, 1u, 10u, 20u)},
};

static struct chip chosen;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void choose(void) {
    const char *name = getenv("PLAYED_GPU");
    const char *firmware = getenv("PLAYED_GPU_FIRMWARE");
    size_t count = sizeof chips / sizeof *chips;
    size_t found = 0;
    while (name && found < count && strcmp(name, chips[found].name))
        found++;
    if (found == count) {
        fprintf(stderr, "played GPU: PLAYED_GPU=%s given, allowed are", name);
        for (size_t i = 0; i < count; i++)
            fprintf(stderr, " %s", chips[i].name);
        fputc('\n', stderr);
        exit(64);
    }
    chosen = chips[found];
    if (firmware)
        chosen.vcn_firmware = strtoul(firmware, NULL, 0);
}

const struct chip *chip(void) {
    pthread_once(&once, choose);
    return &chosen;
}
