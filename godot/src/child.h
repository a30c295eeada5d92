// SPDX-License-Identifier: Apache-2.0
/*
 * A child process with a pipe to its standard input and one from its standard output and error, in a process group of
 * its own so that Ctrl-C in the game's terminal does not reach it.
 *
 * One thread at a time. Writing blocks while the pipe is full; what the child says meanwhile is kept, so that neither
 * waits for the other.
 */
#ifndef MOVIE_MAKER_AV1_CHILD_H
#define MOVIE_MAKER_AV1_CHILD_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Child Child;

/* Starts a program, found as a shell would find it. arguments[0] is its name, the last one NULL. The file
 * `inherited` is the child's descriptor CHILD_DESCRIPTOR, unless it is -1; on Windows none can be. NULL, and why in
 * error, if that fails. */
enum { CHILD_DESCRIPTOR = 3 };
Child *child_start(const char *const *arguments, int inherited, char *error, size_t error_size);

/* Writes all of it; false if the child no longer reads. */
bool child_write(Child *child, const void *data, size_t size);

/* Waits for a moment, while the child works; false if it no longer reads. */
bool child_pause(Child *child);

/* Tells the child that no more will come. */
void child_close_input(Child *child);

/* The next whole line that the child has said, without its end, or NULL. Never waits unless told to, and then until a
 * line or the end of all output. To be freed with free(). */
char *child_line(Child *child, bool wait);

/* Whether all that the child will ever say has been taken by child_line(). */
bool child_ended(const Child *child);

/* Waits for the child's end and frees all. Its exit status; 128 and the signal's number if a signal ended it. */
int child_wait(Child *child);

/* Microseconds since some fixed moment. */
long long monotonic_micros(void);

#endif
