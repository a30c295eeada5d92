// SPDX-License-Identifier: Apache-2.0
#include "recording.h"
#include "child.h"
#include "command.h"
#include "settings.h"
#include "shared_pictures.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 16 };

static const char ERROR_PREFIX[] = "av1: ";
static const char INPUT_NAME[] = "standard input: ";

struct Recording {
    Child *child;
    SharedPictures *shared; /* NULL: through the pipe */
    RecordingLine on_line;
    void *owner;
    char *error;
    size_t picture_bytes;
    size_t sample_frame_bytes;
    int sample_rate;
    int64_t pictures;
    bool header_written;
    bool ended;
};

Recording *recording_start(const char *path, const Arguments *options, RecordingLine on_line, void *owner,
                           char **reason) {
    Arguments arguments = {0};
    arguments_add(&arguments, "record-stream");
    arguments_add(&arguments, "-");
    arguments_add(&arguments, "--output");
    arguments_add(&arguments, path);
    for (int i = 0; i < options->count; i++) {
        arguments_add(&arguments, options->texts[i]);
    }
    SharedPictures *shared = setting_shared_memory() ? shared_pictures_new() : NULL;
    Child *child = command_start(&arguments, shared_pictures_file(shared), reason);
    arguments_free(&arguments);
    if (child == NULL) {
        shared_pictures_free(shared);
        return NULL;
    }
    Recording *recording = calloc(1, sizeof *recording);
    if (recording == NULL) {
        abort();
    }
    recording->child = child;
    recording->shared = shared;
    recording->on_line = on_line;
    recording->owner = owner;
    return recording;
}

static void take_line(Recording *recording, char *line) {
    size_t prefix = strlen(ERROR_PREFIX);
    if (strncmp(line, ERROR_PREFIX, prefix) == 0) {
        const char *message = line + prefix;
        /* Nobody here knows that there is a standard input. */
        size_t input = strlen(INPUT_NAME);
        free(recording->error);
        recording->error = text_copy(strncmp(message, INPUT_NAME, input) == 0 ? message + input : message);
    } else if (line[0] != 0) {
        recording->on_line(recording->owner, line);
    }
    free(line);
}

void recording_poll(Recording *recording) {
    for (char *line = child_line(recording->child, false); line != NULL; line = child_line(recording->child, false)) {
        take_line(recording, line);
    }
}

static void put_number(uint8_t *target, uint64_t number, int bytes) {
    for (int i = 0; i < bytes; i++) {
        target[i] = (uint8_t)(number >> (8 * i));
    }
}

static bool write_record(Recording *recording, const char *kind, int64_t number, const void *payload, size_t bytes) {
    uint8_t head[HEAD_BYTES];
    memcpy(head, kind, 4);
    put_number(head + 4, bytes, 4);
    put_number(head + 8, (uint64_t)number, 8);
    return child_write(recording->child, head, sizeof head) && child_write(recording->child, payload, bytes);
}

bool recording_header(Recording *recording, const RecordingFormat *format) {
    char *sound = format->sound == NULL ? text_copy("")
                                        : text_format(" sound=%s sample_rate=%d channels=%d", format->sound,
                                                      format->sample_rate, format->channels);
    recording->picture_bytes = (size_t)format->width * (size_t)format->height * (size_t)format->pixel_bytes;
    if (recording->shared != NULL && !shared_pictures_size(recording->shared, recording->picture_bytes)) {
        shared_pictures_free(recording->shared);
        recording->shared = NULL;
    }
    char *shared =
            recording->shared == NULL ? text_copy("") : text_format(" shared=%d:%d", CHILD_DESCRIPTOR, SHARED_SLOTS);
    char *line =
            text_format("MOVIEMAKER-STREAM 1 width=%d height=%d framerate=%s pixels=%s%s%s\n", format->width,
                        format->height, format->framerate, format->pixel_bytes == 3 ? "rgb24" : "rgba8", sound, shared);
    recording->sample_frame_bytes = (size_t)format->channels * 4;
    recording->sample_rate = format->sample_rate;
    recording->header_written = true;
    bool written = child_write(recording->child, line, strlen(line));
    free(line);
    free(shared);
    free(sound);
    return written;
}

/* Waits for a free slot: the encoder sets the pace. */
static bool share_picture(Recording *recording, int64_t time, const void *pixels) {
    while (!shared_pictures_is_free(recording->shared)) {
        if (!child_pause(recording->child)) {
            return false;
        }
    }
    shared_pictures_put(recording->shared, pixels);
    return write_record(recording, "SLOT", time, "", 0);
}

bool recording_picture(Recording *recording, int64_t time, const void *pixels) {
    recording_poll(recording);
    bool written = recording->shared != NULL ? share_picture(recording, time, pixels)
                                             : write_record(recording, "PICT", time, pixels, recording->picture_bytes);
    recording->pictures += written;
    return written;
}

bool recording_sound(Recording *recording, const void *samples, int64_t sample_frames) {
    const char *next = samples;
    bool written = true;
    while (sample_frames > 0 && written) {
        int64_t piece = sample_frames > recording->sample_rate ? recording->sample_rate : sample_frames;
        size_t bytes = (size_t)piece * recording->sample_frame_bytes;
        written = write_record(recording, "SOND", 0, next, bytes);
        next += bytes;
        sample_frames -= piece;
    }
    return written;
}

int64_t recording_pictures(const Recording *recording) {
    return recording->pictures;
}

void recording_end(Recording *recording) {
    if (recording->header_written && !recording->ended) {
        write_record(recording, "DONE", recording->pictures, "", 0);
    }
    recording->ended = true;
    child_close_input(recording->child);
}

bool recording_ended(Recording *recording) {
    recording_poll(recording);
    return child_ended(recording->child);
}

int recording_close_unended(Recording *recording, char **reason) {
    recording->ended = true;
    return recording_close(recording, reason);
}

int recording_close(Recording *recording, char **reason) {
    recording_end(recording);
    for (char *line = child_line(recording->child, true); line != NULL; line = child_line(recording->child, true)) {
        take_line(recording, line);
    }
    int status = child_wait(recording->child);
    if (status != 0) {
        *reason = recording->error != NULL ? text_copy(recording->error)
                                           : text_format("the encoder ended with status %d and said nothing", status);
    }
    shared_pictures_free(recording->shared);
    free(recording->error);
    free(recording);
    return status;
}
