// SPDX-License-Identifier: Apache-2.0
/* Buffer objects lie in one anonymous file, whose descriptors pass for the device node: so what the driver maps needs no help. */
#define _GNU_SOURCE
#include "played.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FILE_BYTES (1ull << 42)
#define PAGE 4096ull
#define SPACING 65536ull
#define ADDRESS_MASK 0x0000ffffffffffffull /* the upper bits repeat bit 47 */

struct object {
    bool used;
    uint64_t bytes, offset, domains, flags;
    uint32_t alignment;
    uint8_t *view; /* mapped here when first looked at; of the caller's own memory for one made from it */
    bool user;
    struct drm_amdgpu_gem_metadata metadata;
};
struct range {
    uint64_t start, bytes, offset;
    uint32_t handle;
};

static struct object *objects; /* by handle; 0 is none */
static uint32_t object_count = 1;
static struct range *ranges;
static size_t range_count, range_room;
static uint64_t file_end;
static int file = -1;

static int backing(void) {
    if (file < 0) {
        file = memfd_create("played-gpu", MFD_CLOEXEC);
        if (file >= 0 && ftruncate(file, FILE_BYTES)) {
            close(file);
            file = -1;
        }
    }
    return file;
}

int memory_node(void) {
    return backing() < 0 ? -1 : fcntl(backing(), F_DUPFD_CLOEXEC, 3);
}

static struct object *object(uint32_t handle) {
    return handle > 0 && handle < object_count && objects[handle].used ? &objects[handle] : NULL;
}

static struct object *new_object(uint32_t *handle) {
    uint32_t free_handle = 1;
    while (free_handle < object_count && objects[free_handle].used)
        free_handle++;
    if (free_handle == object_count) {
        struct object *grown = realloc(objects, (object_count + 1) * sizeof *objects);
        if (!grown)
            return NULL;
        objects = grown;
        object_count++;
    }
    *handle = free_handle;
    memset(&objects[free_handle], 0, sizeof *objects);
    objects[free_handle].used = true;
    return &objects[free_handle];
}

int memory_create(union drm_amdgpu_gem_create *arguments) {
    struct drm_amdgpu_gem_create_in in = arguments->in;
    const char *fault = fault_next(FAULT_ALLOCATION);
    if (backing() < 0 || fault)
        return -ENOMEM;
    uint32_t handle;
    struct object *o = new_object(&handle);
    if (!o)
        return -ENOMEM;
    o->bytes = (in.bo_size + PAGE - 1) & ~(PAGE - 1);
    o->offset = file_end;
    o->domains = in.domains;
    o->flags = in.domain_flags;
    o->alignment = in.alignment;
    file_end += (o->bytes + SPACING - 1) & ~(SPACING - 1);
    memset(arguments, 0, sizeof *arguments);
    arguments->out.handle = handle;
    return 0;
}

int memory_from_user(struct drm_amdgpu_gem_userptr *arguments) {
    struct object *o = new_object(&arguments->handle);
    if (!o)
        return -ENOMEM;
    o->bytes = arguments->size;
    o->view = (uint8_t *)(uintptr_t)arguments->addr;
    o->user = true;
    o->domains = AMDGPU_GEM_DOMAIN_GTT;
    return 0;
}

int memory_close(uint32_t handle) {
    struct object *o = object(handle);
    if (!o)
        return -EINVAL;
    if (!o->user) {
        if (o->view)
            munmap(o->view, o->bytes);
        fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, o->offset, o->bytes);
    }
    o->used = false;
    for (size_t i = range_count; i-- > 0;)
        if (ranges[i].handle == handle)
            ranges[i] = ranges[--range_count];
    return 0;
}

int memory_offset(union drm_amdgpu_gem_mmap *arguments) {
    struct object *o = object(arguments->in.handle);
    if (!o || o->user)
        return -EINVAL;
    arguments->out.addr_ptr = o->offset;
    return 0;
}

int memory_metadata(struct drm_amdgpu_gem_metadata *arguments) {
    struct object *o = object(arguments->handle);
    if (!o)
        return -EINVAL;
    if (arguments->op == AMDGPU_GEM_METADATA_OP_SET_METADATA)
        o->metadata = *arguments;
    else
        arguments->data = o->metadata.data;
    return 0;
}

int memory_properties(struct drm_amdgpu_gem_op *arguments) {
    struct object *o = object(arguments->handle);
    if (!o)
        return -EINVAL;
    if (arguments->op == AMDGPU_GEM_OP_GET_GEM_CREATE_INFO) {
        struct drm_amdgpu_gem_create_in *out = (void *)(uintptr_t)arguments->value;
        *out = (struct drm_amdgpu_gem_create_in){o->bytes, o->alignment, o->domains, o->flags};
    }
    return 0;
}

static int map(struct drm_amdgpu_gem_va *arguments) {
    if (range_count == range_room) {
        size_t room = range_room ? 2 * range_room : 64;
        struct range *grown = realloc(ranges, room * sizeof *ranges);
        if (!grown)
            return -ENOMEM;
        ranges = grown;
        range_room = room;
    }
    ranges[range_count++] = (struct range){arguments->va_address & ADDRESS_MASK, arguments->map_size,
                                           arguments->offset_in_bo, arguments->handle};
    return 0;
}

static void unmap(uint64_t start, uint64_t bytes) {
    for (size_t i = range_count; i-- > 0;)
        if (ranges[i].start == (start & ADDRESS_MASK) && ranges[i].bytes == bytes)
            ranges[i] = ranges[--range_count];
}

int memory_address(struct drm_amdgpu_gem_va *arguments) {
    int result = 0;
    if (arguments->operation == AMDGPU_VA_OP_MAP)
        result = map(arguments);
    else {
        unmap(arguments->va_address, arguments->map_size);
        if (arguments->operation == AMDGPU_VA_OP_REPLACE)
            result = map(arguments);
    }
    if (arguments->vm_timeline_syncobj_out)
        sync_attach(arguments->vm_timeline_syncobj_out, arguments->vm_timeline_point, NULL);
    return result;
}

uint8_t *memory_of(uint32_t handle) {
    struct object *o = object(handle);
    if (o && !o->view) {
        void *view = mmap(NULL, o->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, o->offset);
        o->view = view == MAP_FAILED ? NULL : view;
    }
    return o ? o->view : NULL;
}

uint8_t *memory_at(uint64_t address, uint64_t *available) {
    address &= ADDRESS_MASK;
    for (size_t i = range_count; i-- > 0;) {
        struct range *r = &ranges[i];
        if (address >= r->start && address - r->start < r->bytes) {
            uint8_t *view = memory_of(r->handle);
            *available = r->bytes - (address - r->start);
            return view ? view + r->offset + (address - r->start) : NULL;
        }
    }
    *available = 0;
    return NULL;
}
