// SPDX-License-Identifier: Apache-2.0
/* Calls a Vulkan command in a plain loop, as a program in C does. */
#include <stdint.h>

typedef void (*get_device_queue)(void *device, uint32_t family, uint32_t index, void **queue);

void call_get_device_queue(get_device_queue command, void *device, void **queue, int64_t times)
{
    for (int64_t i = 0; i < times; i++) {
        command(device, 0, 0, queue);
    }
}
