// SPDX-License-Identifier: Apache-2.0
/* The device node: what is taken over of libc and libdrm, and which part answers an ioctl. */
#define _GNU_SOURCE
#include "played.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "xf86drm.h"

#define NODE "/dev/dri/renderD128"
/* Numbers of ioctls, from drm.h. */
enum { VERSION = 0x00, GET_CLIENT = 0x05, GEM_CLOSE = 0x09, GET_CAP = 0x0c, SET_CLIENT_CAP = 0x0d, FIRST_SYNC = 0xbf };

pthread_mutex_t played_lock = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t played_changed;

__attribute__((constructor)) static void start(void) {
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC); /* the clock of DRM's deadlines */
    pthread_cond_init(&played_changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

void played_log(const char *format, ...) {
    if (!getenv("PLAYED_GPU_LOG"))
        return;
    va_list arguments;
    va_start(arguments, format);
    fputs("played GPU: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

static void text(char *target, __kernel_size_t *room, const char *value) {
    size_t length = strlen(value);
    if (target && *room)
        memcpy(target, value, length < *room ? length : *room);
    *room = length;
}

static int version(struct drm_version *v) {
    v->version_major = 3;
    v->version_minor = 64;
    v->version_patchlevel = 0;
    text(v->name, &v->name_len, "amdgpu");
    text(v->date, &v->date_len, "20150101");
    text(v->desc, &v->desc_len, "AMD GPU");
    return 0;
}

static int capability(struct drm_get_cap *c) {
    switch (c->capability) {
    case DRM_CAP_SYNCOBJ:
    case DRM_CAP_SYNCOBJ_TIMELINE:
    case DRM_CAP_ADDFB2_MODIFIERS:
        c->value = 1;
        break;
    case DRM_CAP_PRIME:
        c->value = DRM_PRIME_CAP_IMPORT | DRM_PRIME_CAP_EXPORT;
        break;
    default:
        c->value = 0;
    }
    return 0;
}

static int amdgpu_ioctl(unsigned number, void *arguments) {
    switch (number) {
    case DRM_AMDGPU_GEM_CREATE:
        return memory_create(arguments);
    case DRM_AMDGPU_GEM_MMAP:
        return memory_offset(arguments);
    case DRM_AMDGPU_GEM_USERPTR:
        return memory_from_user(arguments);
    case DRM_AMDGPU_GEM_METADATA:
        return memory_metadata(arguments);
    case DRM_AMDGPU_GEM_OP:
        return memory_properties(arguments);
    case DRM_AMDGPU_GEM_VA:
        return memory_address(arguments);
    case DRM_AMDGPU_CTX:
        return submit_context(arguments);
    case DRM_AMDGPU_CS:
        return submit(arguments);
    case DRM_AMDGPU_WAIT_CS:
        return submit_wait(arguments);
    case DRM_AMDGPU_INFO:
        return info(arguments);
    case DRM_AMDGPU_BO_LIST: {
        union drm_amdgpu_bo_list *list = arguments;
        memset(list, 0, sizeof *list);
        list->out.list_handle = 1;
        return 0;
    }
    case DRM_AMDGPU_VM:
    case DRM_AMDGPU_SCHED:
        return 0;
    default:
        return -ENOTTY;
    }
}

static int drm_ioctl(unsigned number, void *arguments) {
    if (number >= FIRST_SYNC)
        return sync_ioctl(number, arguments);
    if (number >= DRM_COMMAND_BASE)
        return amdgpu_ioctl(number - DRM_COMMAND_BASE, arguments);
    switch (number) {
    case VERSION:
        return version(arguments);
    case GET_CLIENT:
        ((struct drm_client *)arguments)->auth = 1;
        return 0;
    case GEM_CLOSE:
        return memory_close(((struct drm_gem_close *)arguments)->handle);
    case GET_CAP:
        return capability(arguments);
    case SET_CLIENT_CAP:
        return 0;
    default:
        return -ENOTTY;
    }
}

int ioctl(int fd, unsigned long request, ...) {
    static int (*real)(int, unsigned long, ...);
    va_list rest;
    va_start(rest, request);
    void *arguments = va_arg(rest, void *);
    va_end(rest);
    if (_IOC_TYPE(request) != DRM_IOCTL_BASE) {
        if (!real)
            real = dlsym(RTLD_NEXT, "ioctl");
        return real(fd, request, arguments);
    }
    pthread_mutex_lock(&played_lock);
    int result = drm_ioctl(_IOC_NR(request), arguments);
    pthread_mutex_unlock(&played_lock);
    if (result == -ENOTTY)
        played_log("ioctl %#lx is not known", request);
    errno = -result;
    return result ? -1 : 0;
}

#define TAKE_OVER_OPEN(name)                                                                                           \
    int name(const char *path, int flags, ...) {                                                                       \
        static int (*real)(const char *, int, ...);                                                                    \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                        \
        va_end(rest);                                                                                                  \
        if (!real)                                                                                                     \
            real = dlsym(RTLD_NEXT, #name);                                                                            \
        return strcmp(path, NODE) ? real(path, flags, mode) : memory_node();                                           \
    }
TAKE_OVER_OPEN(open)
TAKE_OVER_OPEN(open64)

#define TAKE_OVER_STAT(name)                                                                                           \
    int name(const char *path, struct name *status) {                                                                  \
        static int (*real)(const char *, struct name *);                                                               \
        if (!real)                                                                                                     \
            real = dlsym(RTLD_NEXT, #name);                                                                            \
        if (strcmp(path, NODE))                                                                                        \
            return real(path, status);                                                                                 \
        memset(status, 0, sizeof *status);                                                                             \
        status->st_mode = S_IFCHR | 0666;                                                                              \
        status->st_rdev = makedev(226, 128);                                                                           \
        return 0;                                                                                                      \
    }
TAKE_OVER_STAT(stat)
TAKE_OVER_STAT(stat64)

/* ---- libdrm, where it would look into /sys ---- */

struct whole_device {
    drmDevice device;
    char *nodes[DRM_NODE_MAX];
    char paths[DRM_NODE_MAX][sizeof NODE];
    drmPciBusInfo bus;
    drmPciDeviceInfo pci;
};

static drmDevicePtr make_device(void) {
    struct whole_device *all = calloc(1, sizeof *all);
    if (!all)
        return NULL;
    for (int i = 0; i < DRM_NODE_MAX; i++)
        all->nodes[i] = all->paths[i];
    strcpy(all->paths[DRM_NODE_RENDER], NODE);
    all->device.nodes = all->nodes;
    all->device.available_nodes = 1 << DRM_NODE_RENDER;
    all->device.bustype = DRM_BUS_PCI;
    all->device.businfo.pci = &all->bus;
    all->device.deviceinfo.pci = &all->pci;
    all->bus.bus = 3;
    all->pci = (drmPciDeviceInfo){0x1002, chip()->device_id, 0x1002, 0x0e3b, chip()->pci_revision};
    return &all->device;
}

int drmGetDevices2(uint32_t flags, drmDevicePtr devices[], int most) {
    (void)flags;
    if (devices && most > 0)
        devices[0] = make_device();
    return 1;
}

int drmGetDevices(drmDevicePtr devices[], int most) {
    return drmGetDevices2(0, devices, most);
}

int drmGetDevice2(int fd, uint32_t flags, drmDevicePtr *device) {
    (void)fd;
    return drmGetDevices2(flags, device, 1) - 1;
}

int drmGetDevice(int fd, drmDevicePtr *device) {
    return drmGetDevice2(fd, 0, device);
}

int drmGetDeviceFromDevId(dev_t id, uint32_t flags, drmDevicePtr *device) {
    (void)id;
    return drmGetDevice2(0, flags, device);
}

void drmFreeDevice(drmDevicePtr *device) {
    if (device) {
        free(*device);
        *device = NULL;
    }
}

void drmFreeDevices(drmDevicePtr devices[], int count) {
    for (int i = 0; i < count; i++)
        drmFreeDevice(&devices[i]);
}

int drmGetNodeTypeFromFd(int fd) {
    (void)fd;
    return DRM_NODE_RENDER;
}

char *drmGetRenderDeviceNameFromFd(int fd) {
    (void)fd;
    return strdup(NODE);
}

char *drmGetPrimaryDeviceNameFromFd(int fd) {
    (void)fd;
    return strdup("/dev/dri/card0");
}

char *drmGetDeviceNameFromFd2(int fd) {
    return drmGetRenderDeviceNameFromFd(fd);
}
