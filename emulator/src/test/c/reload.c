// SPDX-License-Identifier: Apache-2.0
// Makes and destroys the only instance of the process again and again: each time the loader unloads its drivers, and loads them anew.
// Prints one line a round, with the name of the first device, and ends with 0 if every round had one.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int32_t type;
    const void *next;
    uint32_t flags;
    const void *application;
    uint32_t layers;
    const char *const *layer_names;
    uint32_t extensions;
    const char *const *extension_names;
} instance_info;

static void *must(void *found, const char *what) {
    if (!found) {
        fprintf(stderr, "reload: no %s\n", what);
        exit(2);
    }
    return found;
}

int main(int count, char **arguments) {
    int rounds = count > 1 ? atoi(arguments[1]) : 10;
    for (int round = 1; round <= rounds; round++) {
        void *loader = must(dlopen("libvulkan.so.1", RTLD_NOW), "libvulkan.so.1");
        int32_t (*create)(const instance_info *, const void *, void **) = must(dlsym(loader, "vkCreateInstance"), "vkCreateInstance");
        int32_t (*enumerate)(void *, uint32_t *, void **) = must(dlsym(loader, "vkEnumeratePhysicalDevices"), "vkEnumeratePhysicalDevices");
        void (*properties)(void *, void *) = must(dlsym(loader, "vkGetPhysicalDeviceProperties"), "vkGetPhysicalDeviceProperties");
        void (*destroy)(void *, const void *) = must(dlsym(loader, "vkDestroyInstance"), "vkDestroyInstance");
        instance_info info = {1, NULL, 0, NULL, 0, NULL, 0, NULL};
        void *instance = NULL;
        int32_t result = create(&info, NULL, &instance);
        void *device = NULL;
        uint32_t devices = 1;
        if (result == 0) {
            result = enumerate(instance, &devices, &device);
        }
        if (result < 0 || devices < 1) {
            printf("round %d: result %d, %u devices\n", round, result, devices);
            return 1;
        }
        char told[4096]; // VkPhysicalDeviceProperties: five numbers, then the name
        properties(device, told);
        printf("round %d: %s\n", round, told + 20);
        destroy(instance, NULL);
        dlclose(loader);
    }
    return 0;
}
