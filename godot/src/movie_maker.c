// SPDX-License-Identifier: Apache-2.0
#include "movie_maker.h"
#include "movie_maker_state.h"
#include "capture.h"
#include "class.h"
#include "engine.h"
#include "files.h"
#include "game_recording.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char CLASS_NAME[] = "MovieMaker";
static const char DEFAULT_BUS[] = "Master";

/* Those that record. */
static MovieMaker *active;

Value movie_maker_refuse(MovieMaker *maker, int error, char *reason) {
    complain("%s", reason);
    free(maker->last_error);
    maker->last_error = reason;
    return value_int(error);
}

static void emit(MovieMaker *maker, const char *signal, int count, Value first, Value second) {
    Value self = value_object(maker->self);
    Value nothing = count == 1 ? value_call(&self, "emit_signal", 2, value_string(signal), first)
                               : value_call(&self, "emit_signal", 3, value_string(signal), first, second);
    if (count == 1) {
        value_free(&second);
    }
    value_free(&nothing);
    value_free(&self);
}

/* ---- A recording's life ---- */

static bool in_movie_mode(void) {
    Value feature = singleton_call("OS", "has_feature", 1, value_string("movie"));
    bool movie = value_to_bool(&feature);
    value_free(&feature);
    return movie;
}

/* Clock and sound: frames that a script hands over are counted, and have no sound unless it asks for some. */
static void arrange(MovieMaker *maker) {
    bool automatic = maker->running != ENCODE_FRAME;
    Clock clock = in_movie_mode() ? CLOCK_GAME : CLOCK_REAL;
    if (!automatic || maker->every_frame) {
        clock = CLOCK_COUNT;
    }
    const char *bus = maker->bus;
    if (bus == NULL) {
        bus = automatic && (clock != CLOCK_COUNT || in_movie_mode()) ? DEFAULT_BUS : "";
    }
    bool sounds = bus[0] != 0 && file_kind(maker->path) == FILE_WITH_SOUND;
    if (maker->bus != NULL && bus[0] != 0 && !sounds) {
        say("Movie Maker AV1: without sound, for which this kind of file has no place; .mp4, .mkv and .webm have");
    }
    game_recording_arrange(maker->recording, clock, sounds ? bus : NULL);
}

static Value start_recording(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    char *given = value_text(&arguments[0]);
    char *reason =
            maker->recording != NULL
                    ? text_format("start_recording: %s is being recorded; finish_recording() allowed", maker->path)
                    : NULL;
    int error = GODOT_ERR_BUSY;
    if (reason == NULL && file_kind(given) == FILE_UNKNOWN) {
        error = GODOT_ERR_INVALID_PARAMETER;
        reason = text_format("path: '%s' given, .mp4, .mkv, .webm, .ivf, .obu or .av1 allowed", given);
    }
    if (reason == NULL) {
        error = GODOT_ERR_CANT_CREATE;
        free(maker->path);
        maker->path = project_path(given);
        Arguments options = {0};
        add_settings(&options, maker->backend, &maker->settings, &reason);
        bool sized = has_size(&maker->settings);
        char *width = setting_or(&maker->settings, "width", sized ? DEFAULT_WIDTH : "0");
        char *height = setting_or(&maker->settings, "height", sized ? DEFAULT_HEIGHT : "0");
        char *framerate = setting_or(&maker->settings, "framerate", "30");
        GameRecordingPlan plan = {maker->path, atoi(width), atoi(height), framerate, NULL, CLOCK_REAL};
        maker->recording = reason == NULL ? game_recording_start(&plan, &options, &reason) : NULL;
        free(framerate);
        free(height);
        free(width);
        arguments_free(&options);
    }
    free(given);
    if (reason != NULL) {
        return movie_maker_refuse(maker, error, reason);
    }
    maker->running = maker->pictures;
    maker->finishing = false;
    maker->frames_drawn = -1;
    arrange(maker);
    maker->keep = value_object(maker->self);
    maker->next = active;
    active = maker;
    return value_int(GODOT_OK);
}

/* Waits for the encoder and tells how it ended. The maker may be gone afterwards, unless a script holds it. */
static bool close_recording(MovieMaker *maker) {
    char *reason = NULL;
    bool none = game_recording_pictures(maker->recording) == 0;
    int status = game_recording_close(maker->recording, &reason);
    if (status != 0 && none) {
        free(reason);
        reason = text_copy("no frame was recorded");
    }
    value_free(&maker->last_statistics);
    maker->last_statistics = game_recording_statistics(maker->recording);
    game_recording_free(maker->recording);
    maker->recording = NULL;
    MovieMaker **link = &active;
    while (*link != maker) {
        link = &(*link)->next;
    }
    *link = maker->next;
    if (status == 0) {
        emit(maker, "recording_finished", 2, value_string(maker->path), value_copy(&maker->last_statistics));
    } else {
        char *text = text_format("%s: %s", maker->path, reason);
        free(reason);
        emit(maker, "recording_failed", 1, value_string(text), value_nil());
        Value ignored = movie_maker_refuse(maker, GODOT_FAILED, text);
        value_free(&ignored);
    }
    Value keep = maker->keep;
    value_free(&keep);
    return status == 0;
}

static Value not_recording(MovieMaker *maker, const char *method) {
    return movie_maker_refuse(maker, GODOT_ERR_UNCONFIGURED,
                              text_format("%s: nothing is being recorded; start_recording() allowed", method));
}

static Value encode_frame(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    if (maker->recording == NULL || maker->finishing) {
        return not_recording(maker, "encode_frame");
    }
    if (maker->running != ENCODE_FRAME) {
        if (game_recording_pictures(maker->recording) > 0) {
            return movie_maker_refuse(maker, GODOT_ERR_BUSY,
                                      text_copy("encode_frame: a viewport is being recorded; set_viewport(null) before "
                                                "start_recording() allowed"));
        }
        maker->running = ENCODE_FRAME;
        arrange(maker);
    }
    char *reason = NULL;
    GDExtensionObjectPtr frame = value_to_object(&arguments[0]);
    switch (game_recording_picture(maker->recording, frame, false, &reason)) {
    case REFUSED:
        return movie_maker_refuse(maker, GODOT_ERR_INVALID_PARAMETER, reason);
    case BROKEN:
        close_recording(maker);
        return value_int(GODOT_FAILED);
    default:
        return value_int(GODOT_OK);
    }
}

static Value finish_recording(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    if (maker->recording == NULL) {
        return not_recording(maker, "finish_recording");
    }
    if (value_to_bool(&arguments[0])) {
        return value_int(close_recording(maker) ? GODOT_OK : GODOT_FAILED);
    }
    game_recording_end(maker->recording);
    maker->finishing = true;
    return value_int(GODOT_OK);
}

static Value is_recording(void *instance, const Value *arguments) {
    (void)arguments;
    MovieMaker *maker = instance;
    return value_bool(maker->recording != NULL);
}

static Value get_encoding_statistics(void *instance, const Value *arguments) {
    (void)arguments;
    MovieMaker *maker = instance;
    if (maker->recording != NULL) {
        game_recording_poll(maker->recording);
        return game_recording_statistics(maker->recording);
    }
    return value_call(&maker->last_statistics, "duplicate", 0);
}

static Value get_last_error(void *instance, const Value *arguments) {
    (void)arguments;
    MovieMaker *maker = instance;
    return value_string(maker->last_error == NULL ? "" : maker->last_error);
}

/* ---- Every frame ---- */

static int64_t frames_drawn(void) {
    Value drawn = singleton_call("Engine", "get_frames_drawn", 0);
    int64_t number = value_to_int(&drawn);
    value_free(&drawn);
    return number;
}

static GDExtensionObjectPtr viewport_of(const MovieMaker *maker) {
    if (maker->running == CHOSEN_VIEWPORT) {
        return engine.object_get_instance_from_id(maker->viewport);
    }
    Value loop = singleton_call("Engine", "get_main_loop", 0);
    Value root = value_call(&loop, "get_root", 0);
    GDExtensionObjectPtr viewport = value_to_object(&root);
    value_free(&root);
    value_free(&loop);
    return viewport;
}

/* Records what the viewport shows; false if the encoder has ended. A viewport that is gone ends the movie. */
static bool capture(MovieMaker *maker) {
    GDExtensionObjectPtr viewport = viewport_of(maker);
    if (viewport == NULL) {
        return false;
    }
    if (!game_recording_is_due(maker->recording)) {
        return true;
    }
    Value image = viewport_picture(viewport);
    char *reason = NULL;
    Taking taking = value_is_nil(&image)
                            ? LEFT_OUT
                            : game_recording_picture(maker->recording, value_to_object(&image), true, &reason);
    free(reason);
    value_free(&image);
    return taking != BROKEN;
}

/* Signals run scripts, which may finish this recording or any other. */
static void on_frame_of(MovieMaker *maker, int64_t drawn) {
    game_recording_tick(maker->recording);
    bool on = !maker->finishing;
    if (on && maker->running != ENCODE_FRAME && drawn != maker->frames_drawn) {
        maker->frames_drawn = drawn;
        on = capture(maker);
    }
    if (on && game_recording_has_news(maker->recording)) {
        emit(maker, "recording_progress", 1, game_recording_statistics(maker->recording), value_nil());
    }
    if (maker->recording != NULL && (game_recording_ended(maker->recording) || (!on && !maker->finishing))) {
        close_recording(maker);
    }
}

static void on_frame(void) {
    static int64_t frame;
    int64_t drawn = active == NULL ? 0 : frames_drawn();
    frame++;
    MovieMaker *maker = active;
    while (maker != NULL) {
        if (maker->frame == frame) {
            maker = maker->next;
            continue;
        }
        maker->frame = frame;
        Value hold = value_object(maker->self);
        on_frame_of(maker, drawn);
        value_free(&hold);
        /* The list may be another now. */
        maker = active;
    }
}

/* The game ends: movies that still run are completed. */
static void on_shutdown(void) {
    while (active != NULL) {
        close_recording(active);
    }
}

/* ---- The class ---- */

#define STRING GDEXTENSION_VARIANT_TYPE_STRING
#define DICTIONARY GDEXTENSION_VARIANT_TYPE_DICTIONARY
#define OBJECT GDEXTENSION_VARIANT_TYPE_OBJECT
#define BOOL GDEXTENSION_VARIANT_TYPE_BOOL
#define INT GDEXTENSION_VARIANT_TYPE_INT
#define NONE GDEXTENSION_VARIANT_TYPE_NIL

static const Method METHODS[] = {
        {"set_backend", movie_maker_set_backend, INT, false, 1, {{"backend", STRING, NULL}}, false},
        {"configure", movie_maker_configure, INT, false, 1, {{"settings", DICTIONARY, NULL}}, false},
        {"set_viewport", movie_maker_set_viewport, NONE, false, 1, {{"viewport", OBJECT, "Viewport"}}, false},
        {"set_every_frame", movie_maker_set_every_frame, NONE, false, 1, {{"on", BOOL, NULL}}, false},
        {"set_sound_bus", movie_maker_set_sound_bus, INT, false, 1, {{"bus", STRING, NULL}}, false},
        {"start_recording", start_recording, INT, false, 1, {{"path", STRING, NULL}}, false},
        {"encode_frame", encode_frame, INT, false, 1, {{"frame", OBJECT, "RefCounted"}}, false},
        {"finish_recording", finish_recording, INT, false, 1, {{"wait", BOOL, NULL}}, true},
        {"is_recording", is_recording, BOOL, false, 0, {{0}}, false},
        {"get_encoding_statistics", get_encoding_statistics, DICTIONARY, false, 0, {{0}}, false},
        {"get_last_error", get_last_error, STRING, false, 0, {{0}}, false},
};

static GDExtensionObjectPtr create(void *class_data, GDExtensionBool notify) {
    (void)class_data;
    (void)notify;
    MovieMaker *maker = calloc(1, sizeof *maker);
    if (maker == NULL) {
        abort();
    }
    maker->backend = text_copy(BACKENDS[0]);
    maker->settings = value_dictionary();
    maker->last_statistics = game_recording_no_statistics();
    Name parent = name_of("RefCounted");
    Name name = name_of(CLASS_NAME);
    maker->self = engine.classdb_construct_object2(&parent);
    engine.object_set_instance(maker->self, &name, maker);
    name_free(&name);
    name_free(&parent);
    return maker->self;
}

static void destroy(void *class_data, GDExtensionClassInstancePtr instance) {
    (void)class_data;
    MovieMaker *maker = instance;
    value_free(&maker->settings);
    value_free(&maker->last_statistics);
    free(maker->backend);
    free(maker->bus);
    free(maker->last_error);
    free(maker->path);
    free(maker);
}

void movie_maker_register(void) {
    GDExtensionClassCreationInfo5 info = {0};
    info.is_exposed = true;
    info.create_instance_func = create;
    info.free_instance_func = destroy;
    Name name = name_of(CLASS_NAME);
    Name parent = name_of("RefCounted");
    engine.classdb_register_extension_class5(engine.library, &name, &parent, &info);
    name_free(&parent);
    name_free(&name);
    class_add_methods(CLASS_NAME, METHODS, sizeof METHODS / sizeof METHODS[0]);
    const Parameter statistics = {"statistics", DICTIONARY, NULL};
    const Parameter finished[] = {{"path", STRING, NULL}, statistics};
    const Parameter message = {"message", STRING, NULL};
    class_add_signal(CLASS_NAME, "recording_progress", 1, &statistics);
    class_add_signal(CLASS_NAME, "recording_finished", 2, finished);
    class_add_signal(CLASS_NAME, "recording_failed", 1, &message);
    const GDExtensionMainLoopCallbacks callbacks = {NULL, on_shutdown, on_frame};
    engine.register_main_loop_callbacks(engine.library, &callbacks);
}

void movie_maker_unregister(void) {
    on_shutdown();
    Name name = name_of(CLASS_NAME);
    engine.classdb_unregister_extension_class(engine.library, &name);
    name_free(&name);
}
