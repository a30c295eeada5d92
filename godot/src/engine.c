// SPDX-License-Identifier: Apache-2.0
/* The functions of the engine's interface, and what the game says and how it ends. */
#include "engine.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Engine engine;

static GDExtensionPtrUtilityFunction print_function;

static bool is_there(GDExtensionInterfaceFunctionPtr function, const char *name) {
    if (function == NULL) {
        fprintf(stderr, "movie_maker_av1: this engine has no %s: Godot 4.6 is needed\n", name);
    }
    return function != NULL;
}

bool engine_load(GDExtensionInterfaceGetProcAddress get_proc_address, GDExtensionClassLibraryPtr library) {
    engine.get_proc_address = get_proc_address;
    engine.library = library;
    bool complete = true;
#define LOAD(name)                                                                                                     \
    {                                                                                                                  \
        GDExtensionInterfaceFunctionPtr found = get_proc_address(#name);                                               \
        memcpy(&engine.name, &found, sizeof found);                                                                    \
        complete = complete && is_there(found, #name);                                                                 \
    }
    LOAD(print_error_with_message)
    LOAD(variant_new_nil)
    LOAD(variant_new_copy)
    LOAD(variant_destroy)
    LOAD(variant_call)
    LOAD(variant_get_type)
    LOAD(variant_get_keyed)
    LOAD(variant_set_keyed)
    LOAD(variant_get_indexed)
    LOAD(variant_construct)
    LOAD(variant_stringify)
    LOAD(variant_get_ptr_utility_function)
    LOAD(string_new_with_utf8_chars)
    LOAD(string_name_new_with_utf8_chars)
    LOAD(string_to_utf8_chars)
    LOAD(global_get_singleton)
    LOAD(object_method_bind_ptrcall)
    LOAD(object_set_instance)
    LOAD(object_destroy)
    LOAD(object_get_instance_id)
    LOAD(object_get_instance_from_id)
    LOAD(object_cast_to)
    LOAD(classdb_get_class_tag)
    LOAD(classdb_construct_object2)
    LOAD(classdb_get_method_bind)
    LOAD(classdb_register_extension_class5)
    LOAD(classdb_register_extension_class_method)
    LOAD(classdb_register_extension_class_signal)
    LOAD(classdb_unregister_extension_class)
    LOAD(ref_get_object)
    LOAD(image_ptr)
    LOAD(packed_vector2_array_operator_index_const)
    LOAD(get_variant_from_type_constructor)
    LOAD(get_variant_to_type_constructor)
    LOAD(variant_get_ptr_destructor)
    LOAD(variant_get_ptr_builtin_method)
    LOAD(callable_custom_create2)
    LOAD(register_main_loop_callbacks)
#undef LOAD
    return complete;
}

void say(const char *text) {
    if (print_function == NULL) {
        Name name = name_of("print");
        print_function = engine.variant_get_ptr_utility_function(&name, 2648703342);
        name_free(&name);
    }
    Value line = value_string(text);
    GDExtensionConstTypePtr arguments[] = {&line};
    if (print_function != NULL) {
        print_function(NULL, arguments, 1);
    } else {
        puts(text);
    }
    value_free(&line);
}

void complain(const char *format, ...) {
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char message[2080];
    snprintf(message, sizeof message, "Movie Maker AV1: %s", text);
    engine.print_error_with_message("Movie Maker AV1", message, "movie_maker_av1", "movie_maker_av1", 0, true);
}

bool quit_game(int status) {
    Value loop = singleton_call("Engine", "get_main_loop", 0);
    GDExtensionObjectPtr object = value_to_object(&loop);
    bool told = object != NULL && object_is(object, "SceneTree");
    if (told) {
        Value nothing = value_call(&loop, "quit", 1, value_int(status));
        value_free(&nothing);
    }
    value_free(&loop);
    return told;
}
