// SPDX-License-Identifier: Apache-2.0
/*
 * One MovieMaker of a script: what it was told, and the recording that it runs. Shared by the class and its settings;
 * the main thread's.
 */
#ifndef MOVIE_MAKER_AV1_MOVIE_MAKER_STATE_H
#define MOVIE_MAKER_AV1_MOVIE_MAKER_STATE_H

#include "arguments.h"
#include "engine.h"
#include "game_recording.h"

extern const char *const BACKENDS[];

/* Where pictures come from. */
typedef enum { MAIN_VIEWPORT, CHOSEN_VIEWPORT, ENCODE_FRAME } Pictures;

typedef struct MovieMaker {
    GDExtensionObjectPtr self;
    char *backend;
    Value settings;
    Pictures pictures;
    GDObjectInstanceID viewport;
    bool every_frame;
    char *bus; /* NULL: not chosen */
    char *last_error;
    GameRecording *recording;
    char *path;
    Pictures running;
    bool finishing;
    int64_t frames_drawn;
    int64_t frame; /* that it has seen last */
    Value last_statistics;
    Value keep; /* this object itself while it records, so that it stays when a script forgets it */
    struct MovieMaker *next;
} MovieMaker;

/* Reports and keeps the reason, which is taken over; returns the error for the script. */
Value movie_maker_refuse(MovieMaker *maker, int error, char *reason);

/* Those of the library, for one side of a picture when only the other is set. */
#define DEFAULT_WIDTH "1920"
#define DEFAULT_HEIGHT "1080"

/* Whether width or height is set: else a movie is as large as its first picture. */
bool has_size(const Value *settings);
/* A setting as text, or what it is otherwise; to be freed with free(). */
char *setting_or(const Value *settings, const char *key, const char *otherwise);
/* Options for settings; size and frame rate go into the stream's header. Why not in reason, to be freed, if one cannot
 * be read. */
void add_settings(Arguments *options, const char *backend, const Value *settings, char **reason);

/* Methods of the class that say what the next recording is to be. */
Value movie_maker_set_backend(void *instance, const Value *arguments);
Value movie_maker_configure(void *instance, const Value *arguments);
Value movie_maker_set_viewport(void *instance, const Value *arguments);
Value movie_maker_set_every_frame(void *instance, const Value *arguments);
Value movie_maker_set_sound_bus(void *instance, const Value *arguments);

#endif
