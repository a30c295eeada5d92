// SPDX-License-Identifier: Apache-2.0
/*
 * One movie on its way to a child `av1 record-stream`, in the stream of docs/stream.md: header, pictures, sound, end
 * record. A recording that failed swallows what follows and keeps the reason.
 */
#ifndef MOVIE_MAKER_AV1_RECORDING_H
#define MOVIE_MAKER_AV1_RECORDING_H

#include "arguments.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Recording Recording;

/* What is to be recorded. */
typedef struct {
    int width;
    int height;
    const char *framerate; /* frames per second, a number or ratio */
    int pixel_bytes;       /* 3: R G B, 4: R G B A */
    const char *sound;     /* s32le or f32le, NULL for none */
    int sample_rate;       /* sample frames per second */
    int channels;
} RecordingFormat;

/* Gets every line of the child that is not an error, as it comes. */
typedef void (*RecordingLine)(void *owner, const char *line);

/* Starts the encoder with options besides the output. NULL, and why in reason (to be freed), if it cannot be started.
 */
Recording *recording_start(const char *path, const Arguments *options, RecordingLine on_line, void *owner,
                           char **reason);

/* To be called once, before the first picture or sound. */
bool recording_header(Recording *recording, const RecordingFormat *format);
/* A picture of the header's format, rows without gaps, shown at a time counted in frames. */
bool recording_picture(Recording *recording, int64_t time, const void *pixels);
/* Interleaved samples; they follow those before without a gap. Any number of them. */
bool recording_sound(Recording *recording, const void *samples, int64_t sample_frames);
/* The number of pictures handed over. */
int64_t recording_pictures(const Recording *recording);
/* Takes in what the encoder says, without waiting. */
void recording_poll(Recording *recording);
/* Writes the end record: the encoder completes the file. */
void recording_end(Recording *recording);
/* Whether the encoder has ended: all it said has been taken in. */
bool recording_ended(Recording *recording);
/* Waits for the encoder's end. 0 if the movie is complete, else the encoder's exit status, and why in reason (to be
 * freed). Frees the recording. */
int recording_close(Recording *recording, char **reason);

/* The same without an end record: for a stream of a header alone. */
int recording_close_unended(Recording *recording, char **reason);

#endif
