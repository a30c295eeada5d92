// SPDX-License-Identifier: Apache-2.0
#include "movie_writer.h"
#include "engine.h"
#include "files.h"
#include "recording.h"
#include "settings.h"
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 2, SPEAKER_MODE_STEREO = 0, FAILURE = 1 };

static const char CLASS_NAME[] = "MovieWriterAV1";

/* The engine has one writer for each kind of file, and records one movie in its life. */
typedef struct {
    GDExtensionObjectPtr self;
    Recording *recording;
    char *path;
    RecordingFormat format;
    char framerate[16];
    int samples_per_frame;
    bool started;
    bool failed;
    bool game_told;
    uint8_t *converted;
} Writer;

static GDExtensionObjectPtr the_writer;
static GDExtensionMethodBindPtr image_get_width, image_get_height, image_get_format;

static void print_line(void *owner, const char *line) {
    (void)owner;
    say(line);
}

/* Says why once, and ends the game with an error: an unrecorded run must not look like a recorded one. */
static void fail(Writer *writer, char *reason) {
    if (!writer->failed) {
        complain("%s: %s", writer->path, reason);
        writer->failed = true;
    }
    free(reason);
    writer->game_told = quit_game(FAILURE);
}

/* The encoder stopped reading: it has said why, or its exit status tells. */
static void fail_by_encoder(Writer *writer) {
    char *reason = NULL;
    int status = recording_close(writer->recording, &reason);
    writer->recording = NULL;
    fail(writer, status == 0 ? text_copy("the encoder ended before the movie") : reason);
}

static int64_t engine_setting(const char *name) {
    Value value = singleton_call("ProjectSettings", "get_setting_with_override", 1, value_string(name));
    int64_t number = value_to_int(&value);
    value_free(&value);
    return number;
}

static void handles_file(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                         GDExtensionTypePtr result) {
    (void)instance;
    char *path = string_text(arguments[0]);
    *(GDExtensionBool *)result = file_kind(path) != FILE_UNKNOWN;
    free(path);
}

static void get_supported_extensions(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                                     GDExtensionTypePtr result) {
    (void)instance;
    (void)arguments;
    Name method = name_of("push_back");
    GDExtensionPtrBuiltInMethod push_back =
            engine.variant_get_ptr_builtin_method(GDEXTENSION_VARIANT_TYPE_PACKED_STRING_ARRAY, &method, 816187996);
    name_free(&method);
    for (int i = 0; FILE_EXTENSIONS[i] != NULL; i++) {
        Name text;
        engine.string_new_with_utf8_chars(&text, FILE_EXTENSIONS[i]);
        GDExtensionConstTypePtr parameters[] = {&text};
        GDExtensionBool ignored;
        push_back(result, parameters, &ignored, 1);
        engine.variant_get_ptr_destructor(GDEXTENSION_VARIANT_TYPE_STRING)(&text);
    }
}

static void get_audio_mix_rate(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                               GDExtensionTypePtr result) {
    (void)instance;
    (void)arguments;
    *(int64_t *)result = engine_setting("editor/movie_writer/mix_rate");
}

/* Always stereo: in other modes the engine's own driver for movies has too little room for its samples, and crashes. */
static void get_audio_speaker_mode(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                                   GDExtensionTypePtr result) {
    (void)instance;
    (void)arguments;
    *(int64_t *)result = SPEAKER_MODE_STEREO;
}

static void choose_sound(Writer *writer, int fps) {
    int mix_rate = (int)engine_setting("editor/movie_writer/mix_rate");
    writer->samples_per_frame = mix_rate / fps;
    if (file_kind(writer->path) == FILE_BARE) {
        say("Movie Maker AV1: without sound, for which this kind of file has no place; .mp4, .mkv and .webm have");
        return;
    }
    if (engine_setting("editor/movie_writer/speaker_mode") != SPEAKER_MODE_STEREO) {
        say("Movie Maker AV1: the sound is recorded in stereo: the engine mixes no other speaker mode for movies");
    }
    /* The engine hands over whole samples with each frame: this is how many a second truly come. */
    writer->format.sound = "s32le";
    writer->format.sample_rate = writer->samples_per_frame * fps;
    writer->format.channels = CHANNELS;
    if (writer->format.sample_rate != mix_rate) {
        char *text = text_format("Movie Maker AV1: %d samples with each of %d frames a second are sound of %d Hz, not "
                                 "%d: it is resampled, so that it does not drift",
                                 writer->samples_per_frame, fps, writer->format.sample_rate, mix_rate);
        say(text);
        free(text);
    }
}

static void write_begin(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                        GDExtensionTypePtr result) {
    Writer *writer = instance;
    const int32_t *size = arguments[0];
    int fps = (int)*(const int64_t *)arguments[1];
    char *given = string_text(arguments[2]);
    writer->path = project_path(given);
    free(given);
    writer->format.width = size[0];
    writer->format.height = size[1];
    char *framerate = text_format("%d", fps);
    strncpy(writer->framerate, framerate, sizeof writer->framerate - 1);
    free(framerate);
    writer->format.framerate = writer->framerate;
    choose_sound(writer, fps);
    Arguments options = {0};
    char *reason = NULL;
    if (settings_arguments(&options, &reason)) {
        writer->recording = recording_start(writer->path, &options, print_line, writer, &reason);
    }
    arguments_free(&options);
    if (writer->recording == NULL) {
        fail(writer, reason);
    }
    *(int64_t *)result = writer->failed ? GODOT_ERR_CANT_CREATE : GODOT_OK;
}

static int64_t image_number(GDExtensionMethodBindPtr method, GDExtensionObjectPtr image) {
    int64_t number = 0;
    engine.object_method_bind_ptrcall(method, image, NULL, &number);
    return number;
}

/* The pixels in the stream's format. The engine's images change theirs when the viewport's transparency does; both are
 * taken. */
static const uint8_t *pixels_of(Writer *writer, GDExtensionObjectPtr image, int pixel_bytes) {
    const uint8_t *pixels = engine.image_ptr(image);
    if (pixel_bytes == writer->format.pixel_bytes) {
        return pixels;
    }
    size_t count = (size_t)writer->format.width * (size_t)writer->format.height;
    if (writer->converted == NULL) {
        writer->converted = malloc(count * 4);
    }
    for (size_t i = 0; i < count && writer->converted != NULL; i++) {
        uint8_t *target = writer->converted + i * (size_t)writer->format.pixel_bytes;
        memcpy(target, pixels + i * (size_t)pixel_bytes, 3);
        if (writer->format.pixel_bytes == 4) {
            target[3] = 255;
        }
    }
    return writer->converted;
}

static void write_frame(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                        GDExtensionTypePtr result) {
    Writer *writer = instance;
    *(int64_t *)result = GODOT_FAILED;
    if (writer->failed) {
        writer->game_told = writer->game_told || quit_game(FAILURE);
        return;
    }
    GDExtensionObjectPtr image = engine.ref_get_object((GDExtensionConstRefPtr)arguments[0]);
    int64_t format = image_number(image_get_format, image);
    if (format != IMAGE_RGB8 && format != IMAGE_RGBA8) {
        fail(writer, text_format("an image of format %d came, RGB8 (4) or RGBA8 (5) allowed", (int)format));
        return;
    }
    int pixel_bytes = format == IMAGE_RGB8 ? 3 : 4;
    if (image_number(image_get_width, image) != writer->format.width ||
        image_number(image_get_height, image) != writer->format.height) {
        fail(writer, text_format("an image of another size than the movie's %dx%d came", writer->format.width,
                                 writer->format.height));
        return;
    }
    bool written = true;
    if (!writer->started) {
        writer->started = true;
        writer->format.pixel_bytes = pixel_bytes;
        written = recording_header(writer->recording, &writer->format);
    }
    const int32_t *samples = *(const int32_t *const *)arguments[1];
    written = written && recording_picture(writer->recording, recording_pictures(writer->recording),
                                           pixels_of(writer, image, pixel_bytes));
    if (writer->format.sound != NULL) {
        written = written && recording_sound(writer->recording, samples, writer->samples_per_frame);
    }
    if (written) {
        *(int64_t *)result = GODOT_OK;
    } else {
        fail_by_encoder(writer);
    }
}

static void write_end(GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *arguments,
                      GDExtensionTypePtr result) {
    (void)arguments;
    (void)result;
    Writer *writer = instance;
    if (writer->recording != NULL) {
        char *reason = NULL;
        int status = recording_close(writer->recording, &reason);
        writer->recording = NULL;
        if (status != 0) {
            fail(writer, reason);
        }
    }
}

static GDExtensionClassCallVirtual get_virtual(void *class_data, GDExtensionConstStringNamePtr name, uint32_t hash) {
    (void)class_data;
    (void)hash;
    static const struct {
        const char *name;
        GDExtensionClassCallVirtual function;
    } VIRTUALS[] = {
            {"_handles_file", handles_file},
            {"_get_supported_extensions", get_supported_extensions},
            {"_get_audio_mix_rate", get_audio_mix_rate},
            {"_get_audio_speaker_mode", get_audio_speaker_mode},
            {"_write_begin", write_begin},
            {"_write_frame", write_frame},
            {"_write_end", write_end},
    };
    for (size_t i = 0; i < sizeof VIRTUALS / sizeof VIRTUALS[0]; i++) {
        if (name_is(name, VIRTUALS[i].name)) {
            return VIRTUALS[i].function;
        }
    }
    return NULL;
}

static GDExtensionObjectPtr create(void *class_data, GDExtensionBool notify) {
    (void)class_data;
    (void)notify;
    Writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        abort();
    }
    Name parent = name_of("MovieWriter");
    Name name = name_of(CLASS_NAME);
    writer->self = engine.classdb_construct_object2(&parent);
    engine.object_set_instance(writer->self, &name, writer);
    name_free(&name);
    name_free(&parent);
    return writer->self;
}

static void destroy(void *class_data, GDExtensionClassInstancePtr instance) {
    (void)class_data;
    Writer *writer = instance;
    write_end(writer, NULL, NULL);
    free(writer->path);
    free(writer->converted);
    free(writer);
}

static GDExtensionMethodBindPtr image_method(const char *method, GDExtensionInt hash) {
    Name class_name = name_of("Image");
    Name name = name_of(method);
    GDExtensionMethodBindPtr bind = engine.classdb_get_method_bind(&class_name, &name, hash);
    name_free(&name);
    name_free(&class_name);
    return bind;
}

void movie_writer_register(void) {
    image_get_width = image_method("get_width", 3905245786);
    image_get_height = image_method("get_height", 3905245786);
    image_get_format = image_method("get_format", 3847873762);
    GDExtensionClassCreationInfo5 info = {0};
    info.create_instance_func = create;
    info.free_instance_func = destroy;
    info.get_virtual_func = get_virtual;
    Name name = name_of(CLASS_NAME);
    Name parent = name_of("MovieWriter");
    engine.classdb_register_extension_class5(engine.library, &name, &parent, &info);
    GDExtensionObjectPtr object = create(NULL, false);
    Name add_writer = name_of("add_writer");
    GDExtensionMethodBindPtr bind = engine.classdb_get_method_bind(&parent, &add_writer, 4023702871);
    GDExtensionConstTypePtr arguments[] = {&object};
    engine.object_method_bind_ptrcall(bind, NULL, arguments, NULL);
    the_writer = object;
    name_free(&add_writer);
    name_free(&parent);
    name_free(&name);
}

void movie_writer_unregister(void) {
    engine.object_destroy(the_writer);
    Name name = name_of(CLASS_NAME);
    engine.classdb_unregister_extension_class(engine.library, &name);
    name_free(&name);
}
