// SPDX-License-Identifier: Apache-2.0
#include "backend_class.h"
#include "class.h"
#include "command.h"
#include "engine.h"
#include <stdlib.h>

static const char CLASS_NAME[] = "MovieMakerAV1Backend";

/* What the command told. A machine's encoders do not change while a game runs, and asking takes most of a second. */
static Value capabilities, presets;

/* Instances hold nothing; the engine wants something to point to. */
static char nothing;

static void ask(void) {
    if (value_is_nil(&capabilities)) {
        value_free(&capabilities);
        capabilities = command_json("caps", "--json");
    }
}

static Value is_hardware_encoding_supported(void *instance, const Value *arguments) {
    (void)instance;
    (void)arguments;
    ask();
    return value_get(&capabilities, "hardware_encoding_supported");
}

/* JSON has one kind of number, scripts have two. */
static Value whole(const Value *dictionary, const char *key) {
    Value number = value_get(dictionary, key);
    Value rounded = value_int((int64_t)value_to_float(&number));
    value_free(&number);
    return rounded;
}

static Value device(const Value *encoder) {
    Value device = value_dictionary();
    value_set(&device, "device", value_get(encoder, "device"));
    value_set(&device, "driver", value_get(encoder, "driver"));
    value_set(&device, "hardware", value_get(encoder, "hardware"));
    value_set(&device, "unusable_reason", value_get(encoder, "unusableReason"));
    value_set(&device, "max_width", whole(encoder, "maxWidth"));
    value_set(&device, "max_height", whole(encoder, "maxHeight"));
    value_set(&device, "max_bitrate", whole(encoder, "maxBitrate"));
    value_set(&device, "supported_profiles", value_get(encoder, "profiles"));
    value_set(&device, "max_level", value_get(encoder, "maxLevel"));
    value_set(&device, "rate_control_modes", value_get(encoder, "rateControlModes"));
    value_set(&device, "max_tile_cols", whole(encoder, "maxTileCols"));
    value_set(&device, "max_tile_rows", whole(encoder, "maxTileRows"));
    value_set(&device, "speeds", whole(encoder, "qualityLevels"));
    return device;
}

static bool is_true(const Value *dictionary, const char *key) {
    Value value = value_get(dictionary, key);
    bool truth = value_to_bool(&value);
    value_free(&value);
    return truth;
}

static bool is_usable(const Value *device) {
    Value reason = value_get(device, "unusable_reason");
    bool usable = value_is_nil(&reason);
    value_free(&reason);
    return usable;
}

/* The figures of the encoder that the backend "av1" would take, and those of every device. */
static Value get_encoding_capabilities(void *instance, const Value *arguments) {
    (void)instance;
    (void)arguments;
    ask();
    Value encoders = value_get(&capabilities, "encoders");
    int64_t count = value_is_nil(&encoders) ? 0 : value_size(&encoders);
    Value devices = value_array();
    Value best = value_dictionary();
    bool found = false;
    for (int pass = 0; pass < 2; pass++) {
        for (int64_t i = 0; i < count; i++) {
            Value encoder = value_at(&encoders, i);
            Value entry = device(&encoder);
            bool hardware = is_true(&entry, "hardware");
            if (!found && is_usable(&entry) && hardware == (pass == 0)) {
                found = true;
                value_free(&best);
                best = value_call(&entry, "duplicate", 0);
            }
            if (pass == 0) {
                value_append(&devices, value_copy(&entry));
            }
            value_free(&entry);
            value_free(&encoder);
        }
    }
    value_free(&encoders);
    value_set(&best, "devices", devices);
    return best;
}

/* By name, in the command's order: a loop over it gives the names. */
static Value get_supported_presets(void *instance, const Value *arguments) {
    (void)instance;
    (void)arguments;
    if (value_is_nil(&presets)) {
        value_free(&presets);
        presets = command_json("presets", "--json");
    }
    Value by_name = value_dictionary();
    int64_t count = value_is_nil(&presets) ? 0 : value_size(&presets);
    for (int64_t i = 0; i < count; i++) {
        Value preset = value_at(&presets, i);
        Value entry = value_dictionary();
        value_set(&entry, "bitrate", whole(&preset, "bitrate"));
        value_set(&entry, "max_bitrate", whole(&preset, "max_bitrate"));
        value_set(&entry, "quality", whole(&preset, "quality"));
        Value name = value_get(&preset, "name");
        char *text = value_text(&name);
        value_set(&by_name, text, entry);
        free(text);
        value_free(&name);
        value_free(&preset);
    }
    return by_name;
}

static const Method METHODS[] = {
        {"is_hardware_encoding_supported",
         is_hardware_encoding_supported,
         GDEXTENSION_VARIANT_TYPE_BOOL,
         true,
         0,
         {{0}},
         false},
        {"get_encoding_capabilities",
         get_encoding_capabilities,
         GDEXTENSION_VARIANT_TYPE_DICTIONARY,
         true,
         0,
         {{0}},
         false},
        {"get_supported_presets", get_supported_presets, GDEXTENSION_VARIANT_TYPE_DICTIONARY, true, 0, {{0}}, false},
};

static GDExtensionObjectPtr create(void *class_data, GDExtensionBool notify) {
    (void)class_data;
    (void)notify;
    Name parent = name_of("RefCounted");
    Name name = name_of(CLASS_NAME);
    GDExtensionObjectPtr object = engine.classdb_construct_object2(&parent);
    engine.object_set_instance(object, &name, &nothing);
    name_free(&name);
    name_free(&parent);
    return object;
}

static void destroy(void *class_data, GDExtensionClassInstancePtr instance) {
    (void)class_data;
    (void)instance;
}

void backend_class_register(void) {
    capabilities = value_nil();
    presets = value_nil();
    GDExtensionClassCreationInfo5 info = {0};
    info.is_exposed = true;
    info.create_instance_func = create;
    info.free_instance_func = destroy;
    Name name = name_of(CLASS_NAME);
    Name parent = name_of("RefCounted");
    engine.classdb_register_extension_class5(engine.library, &name, &parent, &info);
    name_free(&parent);
    class_add_methods(CLASS_NAME, METHODS, sizeof METHODS / sizeof METHODS[0]);
    name_free(&name);
}

void backend_class_unregister(void) {
    value_free(&capabilities);
    value_free(&presets);
    Name name = name_of(CLASS_NAME);
    engine.classdb_unregister_extension_class(engine.library, &name);
    name_free(&name);
}
