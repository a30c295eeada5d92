// SPDX-License-Identifier: Apache-2.0
#include "game_recording.h"
#include "capture.h"
#include "child.h"
#include "command.h"
#include "recording.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A driver mixes some hundredths of a second at once; sound later than this is heard to be late. */
static const double MOST_SECONDS_BEHIND = 0.1;

struct GameRecording {
    Recording *encoder;
    RecordingFormat format;
    char *framerate;
    double frames_per_second;
    char *bus;
    BusTap tap;
    bool tapped;
    Clock clock;
    bool ready; /* the encoder reads */
    bool begun;
    long long start_micros;
    double game_seconds;
    int64_t count;
    int64_t last_time;
    int64_t left_out;
    int64_t sound_frames; /* sample frames handed over */
    int64_t silence;      /* of them, those that no driver mixed */
    bool scaling_told;
    Value statistics;
    bool news;
};

static const char *const WHOLE_FIGURES[] = {"frames_submitted", "frames_encoded", "frames_queued",
                                            "key_frames",       "bytes",          NULL};
static const char *const FIGURES[] = {"avg_bitrate",     "fps", "realtime_factor", "movie_seconds",
                                      "elapsed_seconds", NULL};
static const char *const TEXTS[] = {"backend", "device", NULL};

Value game_recording_no_statistics(void) {
    Value statistics = value_dictionary();
    for (int i = 0; WHOLE_FIGURES[i] != NULL; i++) {
        value_set(&statistics, WHOLE_FIGURES[i], value_int(0));
    }
    for (int i = 0; FIGURES[i] != NULL; i++) {
        value_set(&statistics, FIGURES[i], value_float(0));
    }
    for (int i = 0; TEXTS[i] != NULL; i++) {
        value_set(&statistics, TEXTS[i], value_string(""));
    }
    value_set(&statistics, "frames_left_out", value_int(0));
    return statistics;
}

static void say_each(const char *what, const Value *list) {
    int64_t count = value_type(list) == GDEXTENSION_VARIANT_TYPE_ARRAY ? value_size(list) : 0;
    for (int64_t i = 0; i < count; i++) {
        Value element = value_at(list, i);
        char *text = value_text(&element);
        char *line = text_format("Movie Maker AV1: %s%s", what, text);
        say(line);
        free(line);
        free(text);
        value_free(&element);
    }
}

/* What was not done as asked must not pass unnoticed. */
static void say_remarks(const Value *event) {
    Value reason = value_get(event, "fallback_reason");
    if (!value_is_nil(&reason)) {
        Value list = value_array();
        value_append(&list, value_copy(&reason));
        say_each("no hardware encoder: ", &list);
        value_free(&list);
    }
    value_free(&reason);
    Value warnings = value_get(event, "warnings");
    say_each("warning: ", &warnings);
    value_free(&warnings);
}

static bool is_event(const Value *event, const char *name) {
    Value kind = value_get(event, "event");
    char *text = value_text(&kind);
    bool same = strcmp(text, name) == 0;
    free(text);
    value_free(&kind);
    return same;
}

static void take_event(GameRecording *recording, const Value *event) {
    recording->ready = true;
    if (is_event(event, "waiting")) {
        return;
    }
    for (int i = 0; WHOLE_FIGURES[i] != NULL; i++) {
        Value figure = value_get(event, WHOLE_FIGURES[i]);
        value_set(&recording->statistics, WHOLE_FIGURES[i], value_int((int64_t)value_to_float(&figure)));
        value_free(&figure);
    }
    for (int i = 0; FIGURES[i] != NULL; i++) {
        value_set(&recording->statistics, FIGURES[i], value_get(event, FIGURES[i]));
    }
    for (int i = 0; TEXTS[i] != NULL; i++) {
        value_set(&recording->statistics, TEXTS[i], value_get(event, TEXTS[i]));
    }
    recording->news = true;
    if (is_event(event, "finished")) {
        Value bytes = value_get(event, "file_bytes");
        value_set(&recording->statistics, "file_bytes", value_int((int64_t)value_to_float(&bytes)));
        value_free(&bytes);
        say_remarks(event);
    }
}

static void on_line(void *owner, const char *line) {
    Value event = line[0] == '{' ? json_parse(line) : value_nil();
    if (value_type(&event) == GDEXTENSION_VARIANT_TYPE_DICTIONARY) {
        take_event(owner, &event);
    } else {
        say(line);
    }
    value_free(&event);
}

/* A number or a ratio, as the library reads it. */
static double rate_of(const char *text) {
    const char *slash = strchr(text, '/');
    double rate = slash == NULL ? strtod(text, NULL) : strtod(text, NULL) / strtod(slash + 1, NULL);
    return rate > 0 && isfinite(rate) ? rate : 30;
}

GameRecording *game_recording_start(const GameRecordingPlan *plan, const Arguments *options, char **reason) {
    GameRecording *recording = calloc(1, sizeof *recording);
    if (recording == NULL) {
        abort();
    }
    recording->encoder = recording_start(plan->path, options, on_line, recording, reason);
    if (recording->encoder == NULL) {
        free(recording);
        return NULL;
    }
    recording->framerate = text_copy(plan->framerate);
    recording->frames_per_second = rate_of(plan->framerate);
    recording->format.width = plan->width;
    recording->format.height = plan->height;
    recording->format.framerate = recording->framerate;
    recording->last_time = -1;
    recording->statistics = game_recording_no_statistics();
    game_recording_arrange(recording, plan->clock, plan->bus);
    return recording;
}

void game_recording_arrange(GameRecording *recording, Clock clock, const char *bus) {
    char *copy = bus == NULL ? NULL : text_copy(bus);
    free(recording->bus);
    recording->bus = copy;
    recording->clock = clock;
}

static double seconds(const GameRecording *recording) {
    if (!recording->begun) {
        return 0;
    }
    return recording->clock == CLOCK_GAME ? recording->game_seconds
                                          : (double)(monotonic_micros() - recording->start_micros) / 1e6;
}

/* The time of a picture now, in frames. */
static int64_t time_now(const GameRecording *recording) {
    return recording->clock == CLOCK_COUNT ? recording->count
                                           : (int64_t)floor(seconds(recording) * recording->frames_per_second + 0.5);
}

bool game_recording_is_due(GameRecording *recording) {
    if (recording->clock == CLOCK_REAL && !recording->ready) {
        /* The first pictures would only make the game wait for the encoder's start. */
        return false;
    }
    bool due = time_now(recording) > recording->last_time;
    if (!due) {
        recording->left_out++;
        value_set(&recording->statistics, "frames_left_out", value_int(recording->left_out));
    }
    return due;
}

static bool begin(GameRecording *recording, const Value *image) {
    recording->begun = true;
    recording->start_micros = monotonic_micros();
    recording->game_seconds = 0;
    recording->format.width = picture_width(image);
    recording->format.height = picture_height(image);
    recording->format.pixel_bytes = picture_pixel_bytes(image);
    if (recording->bus != NULL && bus_tap_open(&recording->tap, recording->bus)) {
        recording->tapped = true;
        recording->format.sound = "f32le";
        recording->format.sample_rate = mix_rate();
        recording->format.channels = 2;
    }
    return recording_header(recording->encoder, &recording->format);
}

static void take_sound(void *owner, const void *samples, int64_t sample_frames) {
    GameRecording *recording = owner;
    recording_sound(recording->encoder, samples, sample_frames);
    recording->sound_frames += sample_frames;
}

static void record_silence(GameRecording *recording, int64_t sample_frames) {
    static const float SILENCE[2 * 1024];
    for (int64_t left = sample_frames; left > 0; left -= 1024) {
        take_sound(recording, SILENCE, left < 1024 ? left : 1024);
    }
    recording->silence += sample_frames;
}

/* Sound that was lost while the game stood still is silence, so that what follows is in its place. So is what a sound
 * driver does not mix in time on a busy machine: nobody hears anything then, and what follows must not come too early.
 */
static void record_sound(GameRecording *recording) {
    if (!recording->tapped) {
        return;
    }
    int64_t lost = bus_tap_lost(&recording->tap);
    if (lost > 0) {
        record_silence(recording, lost);
    }
    bus_tap_take(&recording->tap, take_sound, recording);
    if (recording->clock == CLOCK_REAL) {
        int64_t behind = (int64_t)(seconds(recording) * recording->format.sample_rate) - recording->sound_frames;
        if (behind > (int64_t)(MOST_SECONDS_BEHIND * recording->format.sample_rate)) {
            record_silence(recording, behind);
        }
    }
}

static void say_silence(const GameRecording *recording) {
    if (recording->silence > 0) {
        char *text = text_format("Movie Maker AV1: warning: the sound driver fell behind: %.2f s of silence keep the "
                                 "sound beside its pictures",
                                 (double)recording->silence / recording->format.sample_rate);
        say(text);
        free(text);
    }
}

/* A viewport that is larger or smaller than the movie is not refused, and not scaled without a word. */
static void say_scaling(GameRecording *recording, GDExtensionObjectPtr picture) {
    Value image = value_object(picture);
    int width = picture_width(&image);
    int height = picture_height(&image);
    value_free(&image);
    if (!recording->scaling_told && recording->format.width != 0 &&
        (width != recording->format.width || height != recording->format.height)) {
        char *text = text_format("Movie Maker AV1: warning: the viewport has %dx%d pixels: it is scaled to the movie's "
                                 "%dx%d",
                                 width, height, recording->format.width, recording->format.height);
        say(text);
        free(text);
        recording->scaling_told = true;
    }
}

Taking game_recording_picture(GameRecording *recording, GDExtensionObjectPtr picture, bool scale, char **reason) {
    if (scale) {
        say_scaling(recording, picture);
    }
    Value image = picture_of(picture, recording->format.width, recording->format.height, scale, reason);
    if (value_is_nil(&image)) {
        value_free(&image);
        return REFUSED;
    }
    bool written = recording->begun || begin(recording, &image);
    if (written && picture_pixel_bytes(&image) != recording->format.pixel_bytes) {
        Value copy = value_call(&image, "duplicate", 0);
        Value nothing = value_call(&copy, "convert", 1,
                                   value_int(recording->format.pixel_bytes == 3 ? IMAGE_RGB8 : IMAGE_RGBA8));
        value_free(&nothing);
        value_free(&image);
        image = copy;
    }
    int64_t time = time_now(recording);
    written = written && recording_picture(recording->encoder, time, engine.image_ptr(value_to_object(&image)));
    value_free(&image);
    recording->last_time = time;
    recording->count++;
    record_sound(recording);
    return written ? TAKEN : BROKEN;
}

void game_recording_poll(GameRecording *recording) {
    recording_poll(recording->encoder);
}

void game_recording_tick(GameRecording *recording) {
    recording_poll(recording->encoder);
    if (recording->clock == CLOCK_GAME) {
        Value loop = singleton_call("Engine", "get_main_loop", 0);
        Value root = value_call(&loop, "get_root", 0);
        Value delta = value_call(&root, "get_process_delta_time", 0);
        recording->game_seconds += value_to_float(&delta);
        value_free(&delta);
        value_free(&root);
        value_free(&loop);
    }
    if (recording->begun) {
        record_sound(recording); /* also while a minimised window draws nothing */
    }
}

bool game_recording_has_news(GameRecording *recording) {
    bool news = recording->news;
    recording->news = false;
    return news;
}

Value game_recording_statistics(const GameRecording *recording) {
    return value_call(&recording->statistics, "duplicate", 0);
}

int64_t game_recording_pictures(const GameRecording *recording) {
    return recording->count;
}

void game_recording_end(GameRecording *recording) {
    record_sound(recording);
    if (recording->tapped) {
        bus_tap_close(&recording->tap);
        recording->tapped = false;
        say_silence(recording);
    }
    recording_end(recording->encoder);
}

bool game_recording_ended(GameRecording *recording) {
    return recording_ended(recording->encoder);
}

int game_recording_close(GameRecording *recording, char **reason) {
    game_recording_end(recording);
    int status = recording_close(recording->encoder, reason);
    recording->encoder = NULL;
    return status;
}

void game_recording_free(GameRecording *recording) {
    value_free(&recording->statistics);
    free(recording->framerate);
    free(recording->bus);
    free(recording);
}
