// SPDX-License-Identifier: Apache-2.0
#include "lines.h"
#include <stdlib.h>
#include <string.h>

void lines_add(Lines *lines, const char *text, size_t length) {
    if (lines->length + length > lines->room) {
        size_t room = (lines->length + length) * 2;
        char *larger = realloc(lines->text, room);
        if (larger == NULL) {
            abort();
        }
        lines->text = larger;
        lines->room = room;
    }
    memcpy(lines->text + lines->length, text, length);
    lines->length += length;
}

char *lines_take(Lines *lines, bool rest) {
    char *end = lines->length == 0 ? NULL : memchr(lines->text, '\n', lines->length);
    if (end == NULL && (!rest || lines->length == 0)) {
        return NULL;
    }
    size_t length = end == NULL ? lines->length : (size_t)(end - lines->text);
    size_t taken = end == NULL ? length : length + 1;
    char *line = malloc(length + 1);
    if (line == NULL) {
        abort();
    }
    memcpy(line, lines->text, length);
    while (length > 0 && line[length - 1] == '\r') {
        length--;
    }
    line[length] = 0;
    lines->length -= taken;
    memmove(lines->text, lines->text + taken, lines->length);
    return line;
}

void lines_free(Lines *lines) {
    free(lines->text);
    *lines = (Lines){0};
}
