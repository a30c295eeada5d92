// SPDX-License-Identifier: Apache-2.0
/* The command `av1`: where it is, and its answers as values. */
#ifndef MOVIE_MAKER_AV1_COMMAND_H
#define MOVIE_MAKER_AV1_COMMAND_H

#include "arguments.h"
#include "child.h"
#include "engine.h"

/* Starts the command with the arguments given (without its name) and a file that it inherits, or -1. NULL after an
 * error that was reported into reason, to be freed. */
Child *command_start(const Arguments *arguments, int inherited, char **reason);

/* Runs the command and reads the JSON that it prints; nil if it fails, which was reported. */
Value command_json(const char *word, const char *option);

/* Parses one JSON value; nil if it is none. */
Value json_parse(const char *text);

#endif
