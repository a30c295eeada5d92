// SPDX-License-Identifier: Apache-2.0
/*
 * What the user set: project settings editor/movie_writer/av1/..., and over them arguments after `--` on the game's
 * command line, as
 * --av1-bitrate=8M, which may name every setting of the library.
 */
#ifndef MOVIE_MAKER_AV1_SETTINGS_H
#define MOVIE_MAKER_AV1_SETTINGS_H

#include "arguments.h"
#include <stdbool.h>

#define SETTINGS_FOLDER "editor/movie_writer/av1/"

/* Makes the project settings known, with defaults, ranges and hints for the editor's page. */
void settings_register(void);

/* The command `av1` as the user set it, to be freed with free(), or NULL. */
char *setting_command(void);

/* Whether pictures may go through shared memory: yes, unless --av1-shared-memory=false says that the encoder only reads
 * its pipe. */
bool setting_shared_memory(void);

/* Adds options of `av1 record-stream` for all that is set. False, and why in reason (to be freed), if something cannot
 * be read. */
bool settings_arguments(Arguments *arguments, char **reason);

#endif
