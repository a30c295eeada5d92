// SPDX-License-Identifier: Apache-2.0
/* Names of movie files. */
#ifndef MOVIE_MAKER_AV1_FILES_H
#define MOVIE_MAKER_AV1_FILES_H

typedef enum {
    FILE_UNKNOWN,
    FILE_WITH_SOUND,
    FILE_BARE /* nothing but AV1: no place for sound */
} FileKind;

/* Extensions, without the dot; ends with NULL. */
extern const char *const FILE_EXTENSIONS[];

FileKind file_kind(const char *path);

/* The file that a path means: relative ones are the project's, as for the engine's own writers; res:// and user://
 * become folders of this machine. To be freed with free(). */
char *project_path(const char *path);

#endif
