// SPDX-License-Identifier: Apache-2.0
/* Submissions: each ring has a worker, which waits for a job's fences, has it carried out, and signals. */
#define _GNU_SOURCE
#include "played.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_STREAMS 16
#define MOST_FENCES 64
#define RESET_MILLIS 2000 /* after so long the kernel gives a hanging ring up */

struct job {
    struct job *next;
    uint32_t ring, context, stream_count, wait_count, fence_buffer, fence_offset;
    struct command_stream streams[MOST_STREAMS];
    struct fence *waits[MOST_FENCES];
    struct fence *done;
    uint64_t number;
    const char *fault;
};
static struct ring {
    pthread_t worker;
    bool started;
    struct job *first, **last;
    uint64_t done;
} rings[AMDGPU_HW_IP_NUM];
static uint64_t numbers;
static int *ended; /* by context: what the kernel answers to its submissions, once it hung or was lost */
static uint32_t contexts = 1;

int submit_context(union drm_amdgpu_ctx *arguments) {
    uint32_t operation = arguments->in.op, id = arguments->in.ctx_id;
    memset(arguments, 0, sizeof *arguments);
    if (operation == AMDGPU_CTX_OP_ALLOC_CTX) {
        int *grown = realloc(ended, (contexts + 1) * sizeof *ended);
        if (!grown)
            return -ENOMEM;
        ended = grown;
        ended[contexts] = 0;
        arguments->out.alloc.ctx_id = contexts++;
    } else if (operation == AMDGPU_CTX_OP_QUERY_STATE2 && id < contexts && ended[id]) {
        arguments->out.state.flags = AMDGPU_CTX_QUERY2_FLAGS_RESET | AMDGPU_CTX_QUERY2_FLAGS_GUILTY;
    } else if (operation == AMDGPU_CTX_OP_QUERY_STATE && id < contexts && ended[id]) {
        arguments->out.state.reset_status = AMDGPU_CTX_GUILTY_RESET;
    }
    return 0;
}

static void hang(struct job *job) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += RESET_MILLIS / 1000;
    while (pthread_cond_timedwait(&played_changed, &played_lock, &until) != ETIMEDOUT)
        ;
    ended[job->context] = -ETIME;
}

static void carry_out(struct job *job) {
    for (uint32_t i = 0; i < job->wait_count; i++) {
        while (!fence_done(job->waits[i]))
            pthread_cond_wait(&played_changed, &played_lock);
        fence_drop(job->waits[i]);
    }
    if (job->fault && !strcmp(job->fault, "hang")) {
        hang(job);
    } else if (!ended[job->context]) {
        pthread_mutex_unlock(&played_lock);
        enum outcome outcome = coder_run(job->ring, job->streams, job->stream_count, job->fault);
        pthread_mutex_lock(&played_lock);
        if (outcome == OUTCOME_FAILED)
            played_log("job %llu of ring %u failed", (unsigned long long)job->number, job->ring);
    }
    uint8_t *buffer = job->fence_buffer ? memory_of(job->fence_buffer) : NULL;
    if (buffer)
        memcpy(buffer + job->fence_offset, &job->number, sizeof job->number);
    rings[job->ring].done = job->number;
    fence_signal(job->done);
    fence_drop(job->done);
}

static void *work(void *argument) {
    struct ring *ring = argument;
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    pthread_mutex_lock(&played_lock);
    for (;;) {
        while (!ring->first)
            pthread_cond_wait(&played_changed, &played_lock);
        struct job *job = ring->first;
        ring->first = job->next;
        if (!ring->first)
            ring->last = &ring->first;
        carry_out(job);
        free(job);
    }
    return NULL;
}

static void add_wait(struct job *job, uint32_t handle, uint64_t point) {
    struct fence *fence = sync_fence(handle, point);
    if (fence && job->wait_count < MOST_FENCES)
        job->waits[job->wait_count++] = fence;
}

/* What a job waits for and consists of; what it signals is attached once it is known to be accepted. */
static void read_chunk(struct job *job, const struct drm_amdgpu_cs_chunk *chunk, bool accepted) {
    const void *data = (const void *)(uintptr_t)chunk->chunk_data;
    size_t bytes = chunk->length_dw * 4ul;
    const struct drm_amdgpu_cs_chunk_sem *binary = data;
    const struct drm_amdgpu_cs_chunk_syncobj *timeline = data;
    switch (chunk->chunk_id) {
    case AMDGPU_CHUNK_ID_IB: {
        const struct drm_amdgpu_cs_chunk_ib *ib = data;
        job->ring = ib->ip_type;
        if (!accepted && job->stream_count < MOST_STREAMS)
            job->streams[job->stream_count++] = (struct command_stream){ib->va_start, ib->ib_bytes};
        break;
    }
    case AMDGPU_CHUNK_ID_FENCE: {
        const struct drm_amdgpu_cs_chunk_fence *fence = data;
        job->fence_buffer = fence->handle;
        job->fence_offset = fence->offset;
        break;
    }
    case AMDGPU_CHUNK_ID_SYNCOBJ_IN:
        for (size_t i = 0; !accepted && i < bytes / sizeof *binary; i++)
            add_wait(job, binary[i].handle, 0);
        break;
    case AMDGPU_CHUNK_ID_SYNCOBJ_TIMELINE_WAIT:
        for (size_t i = 0; !accepted && i < bytes / sizeof *timeline; i++)
            add_wait(job, timeline[i].handle, timeline[i].point);
        break;
    case AMDGPU_CHUNK_ID_SYNCOBJ_OUT:
        for (size_t i = 0; accepted && i < bytes / sizeof *binary; i++)
            sync_attach(binary[i].handle, 0, job->done);
        break;
    case AMDGPU_CHUNK_ID_SYNCOBJ_TIMELINE_SIGNAL:
        for (size_t i = 0; accepted && i < bytes / sizeof *timeline; i++)
            sync_attach(timeline[i].handle, timeline[i].point, job->done);
        break;
    default:
        break; /* lists of buffers and dependencies between rings of one context say nothing new here */
    }
}

static int enqueue(struct job *job) {
    struct ring *ring = &rings[job->ring];
    if (!ring->started) {
        ring->last = &ring->first;
        if (pthread_create(&ring->worker, NULL, work, ring))
            return -ENOMEM;
        pthread_detach(ring->worker);
        ring->started = true;
    }
    *ring->last = job;
    ring->last = &job->next;
    pthread_cond_broadcast(&played_changed);
    return 0;
}

static void follow_wrong_pointer(void) {
    volatile uintptr_t address = 1;
    *(volatile int *)address = 0;
}

int submit(union drm_amdgpu_cs *arguments) {
    const uint64_t *chunks = (const uint64_t *)(uintptr_t)arguments->in.chunks;
    uint32_t count = arguments->in.num_chunks;
    struct job *job = calloc(1, sizeof *job);
    if (!job || arguments->in.ctx_id >= contexts) {
        free(job);
        return job ? -EINVAL : -ENOMEM;
    }
    job->context = arguments->in.ctx_id;
    for (uint32_t i = 0; i < count; i++)
        read_chunk(job, (const struct drm_amdgpu_cs_chunk *)(uintptr_t)chunks[i], false);
    job->fault = job->ring == AMDGPU_HW_IP_VCN_ENC ? fault_next(FAULT_ENCODE) : NULL;
    if (job->fault && !strcmp(job->fault, "crash"))
        follow_wrong_pointer();
    if (job->fault && !strcmp(job->fault, "lost"))
        ended[job->context] = -ECANCELED;
    int refusal = job->ring < AMDGPU_HW_IP_NUM ? ended[job->context] : -EINVAL;
    if (refusal) {
        for (uint32_t i = 0; i < job->wait_count; i++)
            fence_drop(job->waits[i]);
        free(job);
        return refusal;
    }
    job->number = ++numbers;
    job->done = fence_create();
    for (uint32_t i = 0; i < count; i++)
        read_chunk(job, (const struct drm_amdgpu_cs_chunk *)(uintptr_t)chunks[i], true);
    memset(&arguments->out, 0, sizeof arguments->out);
    arguments->out.handle = job->number;
    return enqueue(job);
}

int submit_wait(union drm_amdgpu_wait_cs *arguments) {
    uint32_t ring = arguments->in.ip_type;
    uint64_t number = arguments->in.handle;
    struct timespec until = {arguments->in.timeout / 1000000000, arguments->in.timeout % 1000000000};
    bool late = false;
    if (ring >= AMDGPU_HW_IP_NUM)
        return -EINVAL;
    while (rings[ring].done < number && !late)
        late = pthread_cond_timedwait(&played_changed, &played_lock, &until) == ETIMEDOUT;
    arguments->out.status = rings[ring].done < number;
    return 0;
}
