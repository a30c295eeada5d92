// SPDX-License-Identifier: Apache-2.0
/* The video encoder is another program, at the Unix-domain socket that PLAYED_GPU_CODER names. It gets command streams and then asks for
 * the memory that they speak of. All numbers are 32 or 64 bits, little-endian; one job at a time:
 *
 *   here    HELLO  "PGPU" 1 vcn-major vcn-minor vcn-revision name[16]     once, after connecting
 *   there   RINGS  mask of the rings (1 << AMDGPU_HW_IP_...) whose jobs it wants
 *   here    JOB    ring, length of the fault's name, number of streams, then address (64) and bytes of each; the fault's name
 *   there   READ   address (64), bytes                                    here  bytes that follow, the bytes
 *   there   WRITE  address (64), bytes, the bytes
 *   there   DONE   0, or 1 if the job failed */
#define _GNU_SOURCE
#include "played.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { READ = 1, WRITE = 2, DONE = 3 };

static pthread_mutex_t talking = PTHREAD_MUTEX_INITIALIZER;
static int socket_fd = -1;
static bool given_up;
static uint32_t wanted;

static bool put(const void *data, size_t bytes) {
    for (const char *at = data; bytes > 0;) {
        ssize_t sent = send(socket_fd, at, bytes, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        at += sent;
        bytes -= sent;
    }
    return true;
}

static bool get(void *data, size_t bytes) {
    for (char *at = data; bytes > 0;) {
        ssize_t got = recv(socket_fd, at, bytes, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        bytes -= got;
    }
    return true;
}

static bool give_up(const char *why) {
    fprintf(stderr, "played GPU: %s: pictures are not coded\n", why);
    if (socket_fd >= 0)
        close(socket_fd);
    socket_fd = -1;
    given_up = true;
    return false;
}

static bool connected(void) {
    if (socket_fd >= 0 || given_up)
        return socket_fd >= 0;
    const char *path = getenv("PLAYED_GPU_CODER");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!path || strlen(path) >= sizeof address.sun_path)
        return give_up("PLAYED_GPU_CODER names no socket");
    strcpy(address.sun_path, path);
    socket_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_fd < 0 || connect(socket_fd, (struct sockaddr *)&address, sizeof address))
        return give_up("no coder listens at PLAYED_GPU_CODER");
    struct {
        char magic[4];
        uint32_t version, vcn[3];
        char name[16];
    } hello = {{'P', 'G', 'P', 'U'}, 1, {chip()->vcn[0], chip()->vcn[1], chip()->vcn[2]}, ""};
    strncpy(hello.name, chip()->name, sizeof hello.name - 1);
    return (put(&hello, sizeof hello) && get(&wanted, sizeof wanted)) || give_up("the coder hung up");
}

/* Copies under the lock what is mapped, from or to a buffer of this program's. */
static uint32_t copy(uint64_t address, uint8_t *data, uint32_t bytes, bool write) {
    uint64_t available;
    pthread_mutex_lock(&played_lock);
    uint8_t *there = memory_at(address, &available);
    uint32_t count = !there ? 0 : bytes < available ? bytes : (uint32_t)available;
    if (count)
        memcpy(write ? there : data, write ? data : there, count);
    pthread_mutex_unlock(&played_lock);
    return count;
}

static bool answer(uint32_t request) {
    uint64_t address;
    uint32_t bytes;
    if (!get(&address, sizeof address) || !get(&bytes, sizeof bytes))
        return false;
    uint8_t *data = malloc(bytes ? bytes : 1);
    if (!data)
        return false;
    bool well;
    if (request == READ) {
        uint32_t count = copy(address, data, bytes, false);
        well = put(&count, sizeof count) && put(data, count);
    } else {
        well = get(data, bytes);
        if (well && copy(address, data, bytes, true) < bytes)
            fprintf(stderr, "played GPU: %u bytes were to be written at %#llx, where no buffer is\n", bytes,
                    (unsigned long long)address);
    }
    free(data);
    return well;
}

static bool talk(uint32_t ring, const struct command_stream *streams, uint32_t count, const char *fault, uint32_t *status) {
    uint32_t head[4] = {ring, fault ? (uint32_t)strlen(fault) : 0, count, 0};
    if (!put(head, 12))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!put(&streams[i].address, 8) || !put(&streams[i].bytes, 4))
            return false;
    if (fault && !put(fault, head[1]))
        return false;
    uint32_t request;
    while (get(&request, sizeof request)) {
        if (request == DONE)
            return get(status, sizeof *status);
        if ((request != READ && request != WRITE) || !answer(request))
            return false;
    }
    return false;
}

enum outcome coder_run(uint32_t ring, const struct command_stream *streams, uint32_t count, const char *fault) {
    enum outcome outcome = OUTCOME_DONE;
    pthread_mutex_lock(&talking);
    /* Nothing is asked of a coder before there is a picture. */
    if ((ring == AMDGPU_HW_IP_VCN_ENC || socket_fd >= 0) && connected() && wanted & 1u << ring) {
        uint32_t status = 0;
        if (!talk(ring, streams, count, fault, &status))
            give_up("the coder hung up");
        outcome = status == 0 && socket_fd >= 0 ? OUTCOME_DONE : OUTCOME_FAILED;
    } else if (ring == AMDGPU_HW_IP_VCN_ENC) {
        outcome = OUTCOME_FAILED;
    }
    pthread_mutex_unlock(&talking);
    return outcome;
}
