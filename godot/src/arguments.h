// SPDX-License-Identifier: Apache-2.0
/* A program's arguments, and settings by key. */
#ifndef MOVIE_MAKER_AV1_ARGUMENTS_H
#define MOVIE_MAKER_AV1_ARGUMENTS_H

typedef struct {
    char **texts; /* ends with NULL */
    int count;
} Arguments;

/* Copies the text. */
void arguments_add(Arguments *arguments, const char *text);
/* Adds key=value. */
void arguments_add_pair(Arguments *arguments, const char *key, const char *value);
void arguments_free(Arguments *arguments);
/* A copy of a text, to be freed with free(). */
char *text_copy(const char *text);
/* As printf, to be freed with free(). */
char *text_format(const char *format, ...);

#endif
