// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "shared_pictures.h"

#ifdef __linux__
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096 };

static const char MARK[] = "MMSHARED";

struct SharedPictures {
    int file;
    uint8_t *memory;
    size_t size;
    size_t picture_bytes;
    size_t stride;
    uint64_t put;
};

SharedPictures *shared_pictures_new(void) {
    int file = memfd_create("movie_maker_av1", MFD_CLOEXEC);
    SharedPictures *shared = file < 0 ? NULL : calloc(1, sizeof *shared);
    if (shared != NULL) {
        shared->file = file;
    }
    return shared;
}

int shared_pictures_file(const SharedPictures *shared) {
    return shared == NULL ? -1 : shared->file;
}

bool shared_pictures_size(SharedPictures *shared, size_t picture_bytes) {
    shared->picture_bytes = picture_bytes;
    shared->stride = (picture_bytes + PAGE - 1) / PAGE * PAGE;
    shared->size = PAGE + SHARED_SLOTS * shared->stride;
    if (ftruncate(shared->file, (off_t)shared->size) != 0) {
        return false;
    }
    void *memory = mmap(NULL, shared->size, PROT_READ | PROT_WRITE, MAP_SHARED, shared->file, 0);
    if (memory == MAP_FAILED) {
        return false;
    }
    shared->memory = memory;
    memcpy(shared->memory, MARK, sizeof MARK - 1);
    return true;
}

bool shared_pictures_is_free(const SharedPictures *shared) {
    uint64_t released =
            __atomic_load_n((const uint64_t *)(const void *)(shared->memory + sizeof(uint64_t)), __ATOMIC_ACQUIRE);
    return shared->put < released + SHARED_SLOTS;
}

void shared_pictures_put(SharedPictures *shared, const void *pixels) {
    memcpy(shared->memory + PAGE + shared->put % SHARED_SLOTS * shared->stride, pixels, shared->picture_bytes);
    shared->put++;
}

void shared_pictures_free(SharedPictures *shared) {
    if (shared != NULL) {
        if (shared->memory != NULL) {
            munmap(shared->memory, shared->size);
        }
        close(shared->file);
        free(shared);
    }
}

#else

SharedPictures *shared_pictures_new(void) {
    return NULL;
}

int shared_pictures_file(const SharedPictures *shared) {
    (void)shared;
    return -1;
}

bool shared_pictures_size(SharedPictures *shared, size_t picture_bytes) {
    (void)shared;
    (void)picture_bytes;
    return false;
}

bool shared_pictures_is_free(const SharedPictures *shared) {
    (void)shared;
    return false;
}

void shared_pictures_put(SharedPictures *shared, const void *pixels) {
    (void)shared;
    (void)pixels;
}

void shared_pictures_free(SharedPictures *shared) {
    (void)shared;
}

#endif
