// SPDX-License-Identifier: Apache-2.0
/*
 * Pictures in memory that the encoder shares, as docs/stream.md has it: they cross once, by one copy, and not through
 * the pipe. Linux only; elsewhere there is none, and pictures go through the pipe.
 */
#ifndef MOVIE_MAKER_AV1_SHARED_PICTURES_H
#define MOVIE_MAKER_AV1_SHARED_PICTURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct SharedPictures SharedPictures;

enum { SHARED_SLOTS = 4 };

/* NULL where there is no such memory. */
SharedPictures *shared_pictures_new(void);
/* The file that the encoder is to inherit; -1 of NULL. */
int shared_pictures_file(const SharedPictures *shared);
/* Makes room for pictures of a size; false if there is none. To be called once. */
bool shared_pictures_size(SharedPictures *shared, size_t picture_bytes);
/* Whether the next slot is free. */
bool shared_pictures_is_free(const SharedPictures *shared);
/* Copies a picture into the next slot. */
void shared_pictures_put(SharedPictures *shared, const void *pixels);
void shared_pictures_free(SharedPictures *shared);

#endif
