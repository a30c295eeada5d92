// SPDX-License-Identifier: Apache-2.0
// An ICD that is another one (LIBRARY) without images of VK_FORMAT_G8_B8R8_2PLANE_420_UNORM, as old drivers are. Made by FormatEmulatorTest.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef void (*function)(void);
typedef function (*get_proc)(void *, const char *);
typedef void (*get_format)(void *, int32_t, uint32_t *);

static get_format real;

static void format_properties(void *physical, int32_t format, uint32_t *properties) {
    real(physical, format, properties);
    if (format == 1000156003) {
        properties[0] = properties[1] = properties[2] = 0;
    }
}

static function symbol(const char *name) { return (function)dlsym(dlopen(LIBRARY, RTLD_NOW), name); }

function vk_icdGetInstanceProcAddr(void *instance, const char *name) {
    function found = ((get_proc)symbol("vk_icdGetInstanceProcAddr"))(instance, name);
    if (found && strcmp(name, "vkGetPhysicalDeviceFormatProperties") == 0) {
        real = (get_format)found;
        return (function)format_properties;
    }
    return found;
}

int32_t vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version) {
    return ((int32_t(*)(uint32_t *))symbol("vk_icdNegotiateLoaderICDInterfaceVersion"))(version);
}
