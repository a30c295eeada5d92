// SPDX-License-Identifier: Apache-2.0
#include "files.h"
#include "arguments.h"
#include "engine.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const char *const FILE_EXTENSIONS[] = {"mp4", "mkv", "webm", "ivf", "obu", "av1", NULL};

enum { EXTENSIONS_WITH_SOUND = 3 };

static bool same_ignoring_case(const char *a, const char *b) {
    while (*a != 0 && tolower((unsigned char)*a) == tolower((unsigned char)*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

FileKind file_kind(const char *path) {
    const char *dot = strrchr(path, '.');
    for (int i = 0; dot != NULL && FILE_EXTENSIONS[i] != NULL; i++) {
        if (same_ignoring_case(dot + 1, FILE_EXTENSIONS[i])) {
            return i < EXTENSIONS_WITH_SOUND ? FILE_WITH_SOUND : FILE_BARE;
        }
    }
    return FILE_UNKNOWN;
}

static bool is_absolute(const char *path) {
    return path[0] == '/' || path[0] == '\\' || strstr(path, "://") != NULL ||
           (isalpha((unsigned char)path[0]) && path[1] == ':');
}

char *project_path(const char *path) {
    char *full = is_absolute(path) ? text_copy(path) : text_format("res://%s", path);
    Value file = singleton_call("ProjectSettings", "globalize_path", 1, value_string(full));
    char *text = value_text(&file);
    value_free(&file);
    free(full);
    return text;
}
