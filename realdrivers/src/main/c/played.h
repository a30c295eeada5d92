// SPDX-License-Identifier: Apache-2.0
/* The kernel's amdgpu driver, played in user space for an unmodified libvulkan_radeon.so. What the parts share.
 * One lock, `played_lock`, guards all state; functions expect it held unless they say otherwise. */
#ifndef PLAYED_H
#define PLAYED_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "drm.h"
#include "amdgpu_drm.h"

extern pthread_mutex_t played_lock;
extern pthread_cond_t played_changed; /* a fence was signalled, or a fence came to be */

/* ---- chips.c: what a chip tells about itself ---- */
struct chip {
    const char *name;
    uint32_t device_id, pci_revision, family, external_revision;
    bool integrated;
    uint32_t shader_engines, arrays_per_engine, units_per_array, render_backends, cache_channels, address_config;
    uint32_t gfx[3], sdma[3], vcn[3]; /* IP versions: major, minor, revision */
    uint32_t vcn_firmware;            /* decode << 24 | encode major << 20 | encode minor << 12 | revision */
};
const struct chip *chip(void); /* the one that PLAYED_GPU names; no lock needed */

/* ---- memory.c: buffer objects and the GPU's addresses of them ---- */
int memory_node(void); /* a new descriptor of the device node, whose mmap offsets are those of the buffer objects */
int memory_create(union drm_amdgpu_gem_create *arguments);
int memory_from_user(struct drm_amdgpu_gem_userptr *arguments);
int memory_close(uint32_t handle);
int memory_offset(union drm_amdgpu_gem_mmap *arguments);
int memory_metadata(struct drm_amdgpu_gem_metadata *arguments);
int memory_properties(struct drm_amdgpu_gem_op *arguments);
int memory_address(struct drm_amdgpu_gem_va *arguments);
uint8_t *memory_of(uint32_t handle);                      /* null if there is no such object */
uint8_t *memory_at(uint64_t address, uint64_t *available); /* null where nothing is mapped; bytes from there on */

/* ---- sync.c: fences, and the DRM sync objects that hold them ---- */
struct fence;
struct fence *fence_create(void);
struct fence *fence_keep(struct fence *fence); /* null stays null */
void fence_drop(struct fence *fence);
void fence_signal(struct fence *fence);
bool fence_done(const struct fence *fence); /* null is done */
struct fence *sync_fence(uint32_t handle, uint64_t point); /* kept for the caller; point 0 of a binary one */
void sync_attach(uint32_t handle, uint64_t point, struct fence *fence);
int sync_ioctl(unsigned number, void *arguments); /* -ENOTTY if it is none of its own */

/* ---- submit.c: command streams, one worker a ring ---- */
int submit(union drm_amdgpu_cs *arguments);
int submit_wait(union drm_amdgpu_wait_cs *arguments);
int submit_context(union drm_amdgpu_ctx *arguments);

/* ---- coder.c: carries out jobs of the video encoder in another program; called without the lock ---- */
struct command_stream {
    uint64_t address;
    uint32_t bytes;
};
enum outcome { OUTCOME_DONE, OUTCOME_FAILED };
enum outcome coder_run(uint32_t ring, const struct command_stream *streams, uint32_t count, const char *fault);

/* ---- info.c ---- */
int info(struct drm_amdgpu_info *arguments);

/* ---- faults.c: what PLAYED_GPU_FAULTS asks for ---- */
/* Counts one more event of a kind; the fault that is due now, or null. Any thread, no lock needed. */
enum fault_kind { FAULT_ENCODE, FAULT_ALLOCATION };
const char *fault_next(enum fault_kind kind);

void played_log(const char *format, ...) __attribute__((format(printf, 1, 2))); /* only with PLAYED_GPU_LOG */

#endif
