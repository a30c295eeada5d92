// SPDX-License-Identifier: Apache-2.0
/* Text that comes in pieces and goes as lines. */
#ifndef MOVIE_MAKER_AV1_LINES_H
#define MOVIE_MAKER_AV1_LINES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *text;
    size_t length;
    size_t room;
} Lines;

void lines_add(Lines *lines, const char *text, size_t length);
/* The first whole line, or with `rest` also one that has no end; NULL if there is none. To be freed with free(). */
char *lines_take(Lines *lines, bool rest);
void lines_free(Lines *lines);

#endif
