// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *text_copy(const char *text) {
    return text_format("%s", text);
}

char *text_format(const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text == NULL) {
        abort();
    }
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

static void take(Arguments *arguments, char *text) {
    char **larger = realloc(arguments->texts, ((size_t)arguments->count + 2) * sizeof *larger);
    if (larger == NULL) {
        abort();
    }
    larger[arguments->count++] = text;
    larger[arguments->count] = NULL;
    arguments->texts = larger;
}

void arguments_add(Arguments *arguments, const char *text) {
    take(arguments, text_copy(text));
}

void arguments_add_pair(Arguments *arguments, const char *key, const char *value) {
    take(arguments, text_format("%s=%s", key, value));
}

void arguments_free(Arguments *arguments) {
    for (int i = 0; i < arguments->count; i++) {
        free(arguments->texts[i]);
    }
    free(arguments->texts);
    *arguments = (Arguments){0};
}
