// SPDX-License-Identifier: Apache-2.0
/* What a script tells its MovieMaker before it records. */
#include "capture.h"
#include "movie_maker_state.h"
#include "recording.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_UNAVAILABLE = 69 };

const char *const BACKENDS[] = {"av1", "av1_hardware", "av1_software", NULL};

Value movie_maker_set_backend(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    char *name = value_text(&arguments[0]);
    for (int i = 0; BACKENDS[i] != NULL; i++) {
        if (strcmp(BACKENDS[i], name) == 0) {
            free(maker->backend);
            maker->backend = name;
            return value_int(GODOT_OK);
        }
    }
    char *reason = text_format("backend: '%s' given, av1, av1_hardware or av1_software allowed", name);
    free(name);
    return movie_maker_refuse(maker, GODOT_ERR_INVALID_PARAMETER, reason);
}

bool has_size(const Value *settings) {
    Value width = value_get(settings, "width");
    Value height = value_get(settings, "height");
    bool either = !value_is_nil(&width) || !value_is_nil(&height);
    value_free(&height);
    value_free(&width);
    return either;
}

/* Whole numbers without a point, whatever their type: what comes out of JSON has only one. */
static char *plain_text(const Value *value) {
    if (value_type(value) == GDEXTENSION_VARIANT_TYPE_FLOAT) {
        double number = value_to_float(value);
        if (number == floor(number) && fabs(number) < 1e15) {
            return text_format("%.0f", number);
        }
    }
    return value_text(value);
}

char *setting_or(const Value *settings, const char *key, const char *otherwise) {
    Value value = value_get(settings, key);
    char *text = value_is_nil(&value) ? text_copy(otherwise) : plain_text(&value);
    value_free(&value);
    return text;
}

static bool is_plain(const Value *value) {
    GDExtensionVariantType type = value_type(value);
    return type == GDEXTENSION_VARIANT_TYPE_BOOL || type == GDEXTENSION_VARIANT_TYPE_INT ||
           type == GDEXTENSION_VARIANT_TYPE_FLOAT || type == GDEXTENSION_VARIANT_TYPE_STRING ||
           type == GDEXTENSION_VARIANT_TYPE_STRING_NAME;
}

/* What the stream's header takes: its reader tells the range. */
static bool is_whole(const char *text) {
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits < 10 && text[digits] == 0;
}

/* Why a size or rate cannot stand in the stream's header, to be freed; NULL if it can. */
static char *unreadable(const char *name, const char *text) {
    if (strcmp(name, "framerate") != 0) {
        return is_whole(text) ? NULL : text_format("%s: '%s' given, a whole number of pixels allowed", name, text);
    }
    return strpbrk(text, " \r\n") == NULL && text[0] != 0 ? NULL
                                                          : text_format("%s: '%s' given, a number allowed", name, text);
}

void add_settings(Arguments *options, const char *backend, const Value *settings, char **reason) {
    arguments_add(options, "--events");
    arguments_add(options, "--backend");
    arguments_add(options, backend);
    Value keys = value_call(settings, "keys", 0);
    int64_t count = value_size(&keys);
    for (int64_t i = 0; i < count && *reason == NULL; i++) {
        Value key = value_at(&keys, i);
        char *name = value_text(&key);
        Value value = value_get(settings, name);
        char *text = plain_text(&value);
        if (!is_plain(&value)) {
            *reason = text_format("%s: %s given, a number, true, false or a text allowed", name, text);
        } else if (strcmp(name, "audio_codec") == 0) {
            arguments_add(options, "--audio-codec");
            arguments_add(options, text);
        } else if (strcmp(name, "width") == 0 || strcmp(name, "height") == 0 || strcmp(name, "framerate") == 0) {
            *reason = unreadable(name, text);
        } else {
            arguments_add(options, "--set");
            arguments_add_pair(options, name, text);
        }
        free(text);
        value_free(&value);
        free(name);
        value_free(&key);
    }
    value_free(&keys);
}

static void ignore_line(void *owner, const char *line) {
    (void)owner;
    (void)line;
}

/* Asks the encoder itself whether it takes the settings, so that its rules stand in one place; takes most of a second.
 */
static int check(const MovieMaker *maker, const Value *settings, char **reason) {
    Arguments options = {0};
    add_settings(&options, maker->backend, settings, reason);
    arguments_add(&options, "--check");
    int status = 2;
    Recording *recording = *reason == NULL ? recording_start("check.mp4", &options, ignore_line, NULL, reason) : NULL;
    if (recording != NULL) {
        char *width = setting_or(settings, "width", DEFAULT_WIDTH);
        char *height = setting_or(settings, "height", DEFAULT_HEIGHT);
        char *framerate = setting_or(settings, "framerate", "30");
        RecordingFormat format = {atoi(width), atoi(height), framerate, 4, NULL, 0, 0};
        recording_header(recording, &format);
        status = recording_close_unended(recording, reason);
        free(framerate);
        free(height);
        free(width);
    }
    arguments_free(&options);
    return status;
}

Value movie_maker_configure(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    char *reason = NULL;
    int status = check(maker, &arguments[0], &reason);
    if (status != 0) {
        return movie_maker_refuse(
                maker, status == STATUS_UNAVAILABLE ? GODOT_ERR_UNAVAILABLE : GODOT_ERR_INVALID_PARAMETER, reason);
    }
    if (maker->recording != NULL) {
        say("Movie Maker AV1: a movie is being recorded: the settings are for the next one");
    }
    value_free(&maker->settings);
    maker->settings = value_call(&arguments[0], "duplicate", 0);
    return value_int(GODOT_OK);
}

Value movie_maker_set_viewport(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    GDExtensionObjectPtr viewport = value_to_object(&arguments[0]);
    maker->pictures = viewport == NULL ? ENCODE_FRAME : CHOSEN_VIEWPORT;
    maker->viewport = viewport == NULL ? 0 : engine.object_get_instance_id(viewport);
    return value_nil();
}

Value movie_maker_set_every_frame(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    maker->every_frame = value_to_bool(&arguments[0]);
    return value_nil();
}

Value movie_maker_set_sound_bus(void *instance, const Value *arguments) {
    MovieMaker *maker = instance;
    char *name = value_text(&arguments[0]);
    Value index = singleton_call("AudioServer", "get_bus_index", 1, value_string(name));
    bool known = name[0] == 0 || value_to_int(&index) >= 0;
    value_free(&index);
    if (!known) {
        char *reason = text_format("bus: '%s' given, the name of an audio bus, or none, allowed", name);
        free(name);
        return movie_maker_refuse(maker, GODOT_ERR_DOES_NOT_EXIST, reason);
    }
    free(maker->bus);
    maker->bus = name;
    return value_int(GODOT_OK);
}
