// SPDX-License-Identifier: Apache-2.0
/* Fences, and DRM's sync objects: a binary one holds a fence, a timeline one a fence for each point. */
#include "played.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Numbers of ioctls, from drm.h. */
enum { CREATE = 0xbf, DESTROY = 0xc0, WAIT = 0xc3, RESET = 0xc4, SIGNAL = 0xc5, TIMELINE_WAIT = 0xca,
       QUERY = 0xcb, TRANSFER = 0xcc, TIMELINE_SIGNAL = 0xcd };

struct fence {
    unsigned users;
    bool done;
};
struct point {
    uint64_t value;
    struct fence *fence;
};
struct sync {
    bool used, attached; /* whether a binary one has a fence, which may be null for one that was signalled from the start */
    struct fence *binary;
    struct point *points; /* ascending; those that are done are dropped from the front */
    size_t point_count;
    uint64_t reached;
};

static struct sync *syncs;
static uint32_t sync_count = 1;

struct fence *fence_create(void) {
    struct fence *fence = calloc(1, sizeof *fence);
    if (fence)
        fence->users = 1;
    return fence;
}

struct fence *fence_keep(struct fence *fence) {
    if (fence)
        fence->users++;
    return fence;
}

void fence_drop(struct fence *fence) {
    if (fence && --fence->users == 0)
        free(fence);
}

void fence_signal(struct fence *fence) {
    fence->done = true;
    pthread_cond_broadcast(&played_changed);
}

bool fence_done(const struct fence *fence) {
    return !fence || fence->done;
}

static struct sync *sync_of(uint32_t handle) {
    return handle > 0 && handle < sync_count && syncs[handle].used ? &syncs[handle] : NULL;
}

static void advance(struct sync *s) {
    size_t done = 0;
    while (done < s->point_count && fence_done(s->points[done].fence)) {
        s->reached = s->points[done].value;
        fence_drop(s->points[done++].fence);
    }
    if (done) {
        s->point_count -= done;
        memmove(s->points, s->points + done, s->point_count * sizeof *s->points);
    }
}

static void reset(struct sync *s) {
    fence_drop(s->binary);
    for (size_t i = 0; i < s->point_count; i++)
        fence_drop(s->points[i].fence);
    free(s->points);
    *s = (struct sync){.used = true};
}

void sync_attach(uint32_t handle, uint64_t point, struct fence *fence) {
    struct sync *s = sync_of(handle);
    if (!s)
        return;
    if (point == 0) {
        fence_drop(s->binary);
        s->binary = fence_keep(fence);
        s->attached = true;
    } else {
        struct point *grown = realloc(s->points, (s->point_count + 1) * sizeof *s->points);
        if (!grown)
            return;
        s->points = grown;
        s->points[s->point_count++] = (struct point){point, fence_keep(fence)};
        advance(s);
    }
    pthread_cond_broadcast(&played_changed);
}

/* Whether there is a fence for it, or it is done; then the fence. */
static bool find(struct sync *s, uint64_t point, struct fence **fence) {
    *fence = NULL;
    if (point == 0) {
        *fence = s->binary;
        return s->attached;
    }
    advance(s);
    if (s->reached >= point)
        return true;
    for (size_t i = 0; i < s->point_count; i++) {
        if (s->points[i].value >= point) {
            *fence = s->points[i].fence;
            return true;
        }
    }
    return false;
}

struct fence *sync_fence(uint32_t handle, uint64_t point) {
    struct sync *s = sync_of(handle);
    struct fence *fence = NULL;
    if (s)
        find(s, point, &fence);
    return fence_keep(fence);
}

static bool ready(uint32_t handle, uint64_t point, uint32_t flags) {
    struct sync *s = sync_of(handle);
    struct fence *fence;
    return s && find(s, point, &fence) && (flags & DRM_SYNCOBJ_WAIT_FLAGS_WAIT_AVAILABLE || fence_done(fence));
}

static int wait_for(const uint32_t *handles, const uint64_t *points, uint32_t count, int64_t deadline, uint32_t flags,
                    uint32_t *first) {
    struct timespec until = {deadline / 1000000000, deadline % 1000000000};
    for (;;) {
        uint32_t done = 0;
        for (uint32_t i = count; i-- > 0;) {
            if (ready(handles[i], points ? points[i] : 0, flags)) {
                done++;
                *first = i;
            }
        }
        if (flags & DRM_SYNCOBJ_WAIT_FLAGS_WAIT_ALL ? done == count : done > 0)
            return 0;
        if (deadline <= 0 || pthread_cond_timedwait(&played_changed, &played_lock, &until) == ETIMEDOUT)
            return -ETIME;
    }
}

static int create(struct drm_syncobj_create *a) {
    uint32_t handle = 1;
    while (handle < sync_count && syncs[handle].used)
        handle++;
    if (handle == sync_count) {
        struct sync *grown = realloc(syncs, (sync_count + 1) * sizeof *syncs);
        if (!grown)
            return -ENOMEM;
        syncs = grown;
        sync_count++;
    }
    syncs[handle] = (struct sync){.used = true, .attached = a->flags & DRM_SYNCOBJ_CREATE_SIGNALED};
    a->handle = handle;
    return 0;
}

static int for_each(const struct drm_syncobj_array *a, void (*act)(struct sync *)) {
    const uint32_t *handles = (const uint32_t *)(uintptr_t)a->handles;
    for (uint32_t i = 0; i < a->count_handles; i++)
        if (sync_of(handles[i]))
            act(sync_of(handles[i]));
    pthread_cond_broadcast(&played_changed);
    return 0;
}

static void signal_binary(struct sync *s) {
    fence_drop(s->binary);
    s->binary = NULL;
    s->attached = true;
}

static void destroy(struct sync *s) {
    reset(s);
    s->used = false;
}

static int timeline(struct drm_syncobj_timeline_array *a, bool query) {
    uint32_t *handles = (uint32_t *)(uintptr_t)a->handles;
    uint64_t *points = (uint64_t *)(uintptr_t)a->points;
    for (uint32_t i = 0; i < a->count_handles; i++) {
        struct sync *s = sync_of(handles[i]);
        if (!query)
            sync_attach(handles[i], points[i], NULL);
        else if (s) {
            advance(s);
            points[i] = a->flags & DRM_SYNCOBJ_QUERY_FLAGS_LAST_SUBMITTED && s->point_count
                            ? s->points[s->point_count - 1].value
                            : s->reached;
        }
    }
    return 0;
}

int sync_ioctl(unsigned number, void *arguments) {
    switch (number) {
    case CREATE:
        return create(arguments);
    case DESTROY: {
        struct sync *s = sync_of(((struct drm_syncobj_destroy *)arguments)->handle);
        if (s)
            destroy(s);
        return s ? 0 : -EINVAL;
    }
    case WAIT: {
        struct drm_syncobj_wait *a = arguments;
        return wait_for((uint32_t *)(uintptr_t)a->handles, NULL, a->count_handles, a->timeout_nsec,
                        a->flags, &a->first_signaled);
    }
    case TIMELINE_WAIT: {
        struct drm_syncobj_timeline_wait *a = arguments;
        return wait_for((uint32_t *)(uintptr_t)a->handles, (uint64_t *)(uintptr_t)a->points, a->count_handles,
                        a->timeout_nsec, a->flags, &a->first_signaled);
    }
    case RESET:
        return for_each(arguments, reset);
    case SIGNAL:
        return for_each(arguments, signal_binary);
    case QUERY:
        return timeline(arguments, true);
    case TIMELINE_SIGNAL:
        return timeline(arguments, false);
    case TRANSFER: {
        struct drm_syncobj_transfer *a = arguments;
        struct fence *fence = sync_fence(a->src_handle, a->src_point);
        sync_attach(a->dst_handle, a->dst_point, fence);
        fence_drop(fence);
        return 0;
    }
    default:
        return -ENOTTY;
    }
}
