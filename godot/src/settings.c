// SPDX-License-Identifier: Apache-2.0
#include "settings.h"
#include "engine.h"
#include <stdlib.h>
#include <string.h>

/* Hints of the engine's enumeration PropertyHint. */
enum { HINT_NONE = 0, HINT_RANGE = 1, HINT_ENUM = 2, HINT_GLOBAL_FILE = 15 };

static const char OPTION_PREFIX[] = "--av1-";
static const char SHARED_MEMORY[] = "shared_memory";

typedef struct {
    const char *key;
    GDExtensionVariantType type;
    /* NULL for numbers. A setting that has its default is not handed on where the library's own default may depend on
     * others. */
    const char *text;
    int64_t number;
    int hint;
    const char *hint_string;
    bool only_if_set;
} Setting;

static const Setting SETTINGS[] = {
        {"command", GDEXTENSION_VARIANT_TYPE_STRING, "", 0, HINT_GLOBAL_FILE, "", true},
        {"backend", GDEXTENSION_VARIANT_TYPE_STRING, "av1", 0, HINT_ENUM, "av1,av1_hardware,av1_software", false},
        {"device", GDEXTENSION_VARIANT_TYPE_STRING, "", 0, HINT_NONE, "", true},
        {"preset", GDEXTENSION_VARIANT_TYPE_STRING, "medium", 0, HINT_ENUM, "low,medium,high", false},
        {"rate_control", GDEXTENSION_VARIANT_TYPE_STRING, "VBR", 0, HINT_ENUM, "VBR,CBR,CRF,CQP", false},
        {"bitrate", GDEXTENSION_VARIANT_TYPE_INT, NULL, 0, HINT_RANGE,
         "0,800000000,100000,or_greater,suffix:bit/s (0: the preset's)", true},
        {"quality", GDEXTENSION_VARIANT_TYPE_INT, NULL, -1, HINT_RANGE, "-1,100,1,suffix:(-1: the preset's)", true},
        {"keyframe_interval", GDEXTENSION_VARIANT_TYPE_INT, NULL, 30, HINT_RANGE, "1,600,1,or_greater,suffix:frames",
         false},
        {"audio_codec", GDEXTENSION_VARIANT_TYPE_STRING, "opus", 0, HINT_ENUM, "opus,flac,aac", false},
        {"more_settings", GDEXTENSION_VARIANT_TYPE_STRING, "", 0, HINT_NONE, "", true},
};

enum { COUNT = sizeof SETTINGS / sizeof SETTINGS[0] };

static Value default_of(const Setting *setting) {
    return setting->text != NULL ? value_string(setting->text) : value_int(setting->number);
}

void settings_register(void) {
    Value project = singleton("ProjectSettings");
    for (int i = 0; i < COUNT; i++) {
        const Setting *setting = &SETTINGS[i];
        char *name = text_format("%s%s", SETTINGS_FOLDER, setting->key);
        Value there = value_call(&project, "has_setting", 1, value_string(name));
        if (!value_to_bool(&there)) {
            Value nothing = value_call(&project, "set_setting", 2, value_string(name), default_of(setting));
            value_free(&nothing);
        }
        value_free(&there);
        Value property = value_dictionary();
        value_set(&property, "name", value_string(name));
        value_set(&property, "type", value_int(setting->type));
        value_set(&property, "hint", value_int(setting->hint));
        value_set(&property, "hint_string", value_string(setting->hint_string));
        Value results[] = {
                value_call(&project, "set_initial_value", 2, value_string(name), default_of(setting)),
                value_call(&project, "add_property_info", 1, property),
                value_call(&project, "set_as_basic", 2, value_string(name), value_bool(true)),
        };
        for (size_t j = 0; j < sizeof results / sizeof results[0]; j++) {
            value_free(&results[j]);
        }
        free(name);
    }
    value_free(&project);
}

/* The value of a project setting, or NULL where its default is to be left to the library. To be freed with free(). */
static char *project_value(const Setting *setting) {
    char *name = text_format("%s%s", SETTINGS_FOLDER, setting->key);
    Value value = singleton_call("ProjectSettings", "get_setting_with_override", 1, value_string(name));
    Value initial = default_of(setting);
    char *text = value_text(&value);
    char *initial_text = value_text(&initial);
    if (setting->only_if_set && strcmp(text, initial_text) == 0) {
        free(text);
        text = NULL;
    }
    free(initial_text);
    value_free(&initial);
    value_free(&value);
    free(name);
    return text;
}

static void replace(char **value, const char *given) {
    free(*value);
    *value = text_copy(given);
}

/* The last argument `--av1-KEY=VALUE` for a key, '-' and '_' being the same, or NULL. To be freed with free(). */
static char *argument_for(const char *key) {
    Value arguments = singleton_call("OS", "get_cmdline_user_args", 0);
    int64_t count = value_size(&arguments);
    char *found = NULL;
    for (int64_t i = 0; i < count; i++) {
        Value argument = value_at(&arguments, i);
        char *text = value_text(&argument);
        value_free(&argument);
        size_t prefix = strlen(OPTION_PREFIX);
        if (strncmp(text, OPTION_PREFIX, prefix) == 0) {
            const char *next = text + prefix;
            const char *wanted = key;
            while (*wanted != 0 && (*next == *wanted || (*next == '-' && *wanted == '_'))) {
                next++;
                wanted++;
            }
            if (*wanted == 0 && *next == '=') {
                replace(&found, next + 1);
            }
        }
        free(text);
    }
    value_free(&arguments);
    return found;
}

bool setting_shared_memory(void) {
    char *given = argument_for(SHARED_MEMORY);
    bool shared = given == NULL || strcmp(given, "false") != 0;
    free(given);
    return shared;
}

static bool is_known(const char *key) {
    for (int i = 0; i < COUNT; i++) {
        if (strcmp(SETTINGS[i].key, key) == 0) {
            return true;
        }
    }
    return strcmp(key, SHARED_MEMORY) == 0;
}

char *setting_command(void) {
    char *command = argument_for("command");
    return command != NULL ? command : project_value(&SETTINGS[0]);
}

/* Each word of a text `key=value key=value`. */
static bool add_words(Arguments *arguments, char *text, char **reason) {
    for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " ")) {
        if (strchr(word, '=') == NULL) {
            *reason = text_format("%smore_settings: '%s' given, key=value pairs with spaces between them allowed",
                                  SETTINGS_FOLDER, word);
            return false;
        }
        arguments_add(arguments, "--set");
        arguments_add(arguments, word);
    }
    return true;
}

static bool add_known(Arguments *arguments, const Setting *setting, char **reason) {
    char *value = argument_for(setting->key);
    if (value == NULL) {
        value = project_value(setting);
    }
    bool readable = true;
    if (value == NULL || strcmp(setting->key, "command") == 0) {
        /* The library's default, or found elsewhere. */
    } else if (strcmp(setting->key, "backend") == 0) {
        arguments_add(arguments, "--backend");
        arguments_add(arguments, value);
    } else if (strcmp(setting->key, "audio_codec") == 0) {
        arguments_add(arguments, "--audio-codec");
        arguments_add(arguments, value);
    } else if (strcmp(setting->key, "more_settings") == 0) {
        readable = add_words(arguments, value, reason);
    } else {
        arguments_add(arguments, "--set");
        arguments_add_pair(arguments, setting->key, value);
    }
    free(value);
    return readable;
}

/* Arguments whose keys are no project settings: all others of the library's, which refuses what it does not know. */
static bool add_others(Arguments *arguments, char **reason) {
    Value given = singleton_call("OS", "get_cmdline_user_args", 0);
    int64_t count = value_size(&given);
    size_t prefix = strlen(OPTION_PREFIX);
    bool readable = true;
    for (int64_t i = 0; i < count && readable; i++) {
        Value argument = value_at(&given, i);
        char *text = value_text(&argument);
        value_free(&argument);
        if (strncmp(text, OPTION_PREFIX, prefix) == 0) {
            char *key = text + prefix;
            char *equals = strchr(key, '=');
            if (equals == NULL) {
                *reason = text_format("%s: no value given, %s=VALUE allowed", text, text);
                readable = false;
            } else {
                *equals = 0;
                for (char *dash = strchr(key, '-'); dash != NULL; dash = strchr(dash, '-')) {
                    *dash = '_';
                }
                if (!is_known(key)) {
                    arguments_add(arguments, "--set");
                    arguments_add_pair(arguments, key, equals + 1);
                }
            }
        }
        free(text);
    }
    value_free(&given);
    return readable;
}

/* Whether a project setting of ours is one that there is: `key`, or `key.feature` for an override. */
static bool is_setting(const char *key) {
    for (int i = 0; i < COUNT; i++) {
        size_t length = strlen(SETTINGS[i].key);
        if (strncmp(SETTINGS[i].key, key, length) == 0 && (key[length] == 0 || key[length] == '.')) {
            return true;
        }
    }
    return false;
}

/* What a hand has written into project.godot and nobody would read. */
static bool refuse_unknown(char **reason) {
    Value list = singleton_call("ProjectSettings", "get_property_list", 0);
    int64_t count = value_size(&list);
    size_t folder = strlen(SETTINGS_FOLDER);
    for (int64_t i = 0; i < count && *reason == NULL; i++) {
        Value property = value_at(&list, i);
        Value name = value_get(&property, "name");
        char *text = value_text(&name);
        if (strncmp(text, SETTINGS_FOLDER, folder) == 0 && !is_setting(text + folder)) {
            *reason = text_format("%s: no such project setting; it goes into %smore_settings as '%s=VALUE'", text,
                                  SETTINGS_FOLDER, text + folder);
        }
        free(text);
        value_free(&name);
        value_free(&property);
    }
    value_free(&list);
    return *reason == NULL;
}

bool settings_arguments(Arguments *arguments, char **reason) {
    if (!refuse_unknown(reason)) {
        return false;
    }
    for (int i = 0; i < COUNT; i++) {
        if (!add_known(arguments, &SETTINGS[i], reason)) {
            return false;
        }
    }
    return add_others(arguments, reason);
}
