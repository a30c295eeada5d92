// SPDX-License-Identifier: Apache-2.0
#include "command.h"
#include "settings.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char NOTED_PLACE[] = "res://.godot/movie_maker_av1.path";

/* What `av1 godot install` noted for this machine, or NULL. */
static char *noted_command(void) {
    Value path = singleton_call("ProjectSettings", "globalize_path", 1, value_string(NOTED_PLACE));
    char *file_name = value_text(&path);
    value_free(&path);
    FILE *file = fopen(file_name, "r");
    free(file_name);
    char line[4096];
    char *command = NULL;
    if (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\r\n")] = 0;
        command = line[0] == 0 ? NULL : text_copy(line);
    }
    if (file != NULL) {
        fclose(file);
    }
    return command;
}

static char *command_name(void) {
    char *command = setting_command();
    if (command == NULL) {
        command = noted_command();
    }
    return command != NULL ? command : text_copy("av1");
}

Child *command_start(const Arguments *arguments, int inherited, char **reason) {
    char *name = command_name();
    Arguments all = {0};
    arguments_add(&all, name);
    for (int i = 0; i < arguments->count; i++) {
        arguments_add(&all, arguments->texts[i]);
    }
    char error[256] = "";
    Child *child = child_start((const char *const *)all.texts, inherited, error, sizeof error);
    if (child == NULL) {
        *reason = text_format("the encoder '%s' cannot be started: %s. Run 'av1 godot install PROJECT', or set the "
                              "project setting %scommand",
                              name, error, SETTINGS_FOLDER);
    }
    arguments_free(&all);
    free(name);
    return child;
}

Value json_parse(const char *text) {
    Name class_name = name_of("JSON");
    Value json = value_object(engine.classdb_construct_object2(&class_name));
    name_free(&class_name);
    Value status = value_call(&json, "parse", 1, value_string(text));
    Value data = value_to_int(&status) == GODOT_OK ? value_call(&json, "get_data", 0) : value_nil();
    value_free(&status);
    value_free(&json);
    return data;
}

Value command_json(const char *word, const char *option) {
    Arguments arguments = {0};
    arguments_add(&arguments, word);
    arguments_add(&arguments, option);
    char *reason = NULL;
    Child *child = command_start(&arguments, -1, &reason);
    arguments_free(&arguments);
    if (child == NULL) {
        complain("%s", reason);
        free(reason);
        return value_nil();
    }
    child_close_input(child);
    char *text = text_copy("");
    char *last = text_copy("");
    for (char *line = child_line(child, true); line != NULL; line = child_line(child, true)) {
        /* The answer is one object or array; a message before it is none of it. */
        if (text[0] != 0 || line[0] == '{' || line[0] == '[') {
            char *longer = text_format("%s%s\n", text, line);
            free(text);
            text = longer;
        }
        free(last);
        last = line;
    }
    int status = child_wait(child);
    Value answer = status == 0 ? json_parse(text) : value_nil();
    if (value_is_nil(&answer)) {
        complain("'av1 %s %s' failed with exit status %d: %s", word, option, status, last);
    }
    free(text);
    free(last);
    return answer;
}
