// SPDX-License-Identifier: Apache-2.0
/*
 * The engine as this extension sees it: the functions of its C interface, and values (Variant, String) in a form that C
 * can hold.
 *
 * Everything here is called on the engine's main thread. A Value owns what it holds until value_free(); functions that
 * return a Value hand that ownership over, functions that take one by pointer do not.
 */
#ifndef MOVIE_MAKER_AV1_ENGINE_H
#define MOVIE_MAKER_AV1_ENGINE_H

#include "gdextension_interface.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Error codes of the engine's class @GlobalScope that are returned here. */
enum {
    GODOT_OK = 0,
    GODOT_FAILED = 1,
    GODOT_ERR_UNAVAILABLE = 2,
    GODOT_ERR_UNCONFIGURED = 3,
    GODOT_ERR_INVALID_PARAMETER = 31,
    GODOT_ERR_CANT_CREATE = 20,
    GODOT_ERR_BUSY = 44,
    GODOT_ERR_DOES_NOT_EXIST = 33
};

/* Formats of the engine's class Image. */
enum { IMAGE_RGB8 = 4, IMAGE_RGBA8 = 5 };

/* Functions of the interface that are used in more than one file, by the names of gdextension_interface.h. */
typedef struct {
    GDExtensionInterfaceGetProcAddress get_proc_address;
    GDExtensionClassLibraryPtr library;
    GDExtensionInterfacePrintErrorWithMessage print_error_with_message;
    GDExtensionInterfaceVariantNewNil variant_new_nil;
    GDExtensionInterfaceVariantNewCopy variant_new_copy;
    GDExtensionInterfaceVariantDestroy variant_destroy;
    GDExtensionInterfaceVariantCall variant_call;
    GDExtensionInterfaceVariantGetType variant_get_type;
    GDExtensionInterfaceVariantGetKeyed variant_get_keyed;
    GDExtensionInterfaceVariantSetKeyed variant_set_keyed;
    GDExtensionInterfaceVariantGetIndexed variant_get_indexed;
    GDExtensionInterfaceVariantConstruct variant_construct;
    GDExtensionInterfaceVariantStringify variant_stringify;
    GDExtensionInterfaceVariantGetPtrUtilityFunction variant_get_ptr_utility_function;
    GDExtensionInterfaceStringNewWithUtf8Chars string_new_with_utf8_chars;
    GDExtensionInterfaceStringNameNewWithUtf8Chars string_name_new_with_utf8_chars;
    GDExtensionInterfaceStringToUtf8Chars string_to_utf8_chars;
    GDExtensionInterfaceGlobalGetSingleton global_get_singleton;
    GDExtensionInterfaceObjectMethodBindPtrcall object_method_bind_ptrcall;
    GDExtensionInterfaceObjectSetInstance object_set_instance;
    GDExtensionInterfaceObjectDestroy object_destroy;
    GDExtensionInterfaceObjectGetInstanceId object_get_instance_id;
    GDExtensionInterfaceObjectGetInstanceFromId object_get_instance_from_id;
    GDExtensionInterfaceObjectCastTo object_cast_to;
    GDExtensionInterfaceClassdbGetClassTag classdb_get_class_tag;
    GDExtensionInterfaceClassdbConstructObject2 classdb_construct_object2;
    GDExtensionInterfaceClassdbGetMethodBind classdb_get_method_bind;
    GDExtensionInterfaceClassdbRegisterExtensionClass5 classdb_register_extension_class5;
    GDExtensionInterfaceClassdbRegisterExtensionClassMethod classdb_register_extension_class_method;
    GDExtensionInterfaceClassdbRegisterExtensionClassSignal classdb_register_extension_class_signal;
    GDExtensionInterfaceClassdbUnregisterExtensionClass classdb_unregister_extension_class;
    GDExtensionInterfaceRefGetObject ref_get_object;
    GDExtensionInterfaceImagePtr image_ptr;
    GDExtensionInterfacePackedVector2ArrayOperatorIndexConst packed_vector2_array_operator_index_const;
    GDExtensionInterfaceGetVariantFromTypeConstructor get_variant_from_type_constructor;
    GDExtensionInterfaceGetVariantToTypeConstructor get_variant_to_type_constructor;
    GDExtensionInterfaceVariantGetPtrDestructor variant_get_ptr_destructor;
    GDExtensionInterfaceVariantGetPtrBuiltinMethod variant_get_ptr_builtin_method;
    GDExtensionInterfaceCallableCustomCreate2 callable_custom_create2;
    GDExtensionInterfaceRegisterMainLoopCallbacks register_main_loop_callbacks;
} Engine;

extern Engine engine;

/* Looks all functions up; false if this engine lacks one, which is reported by name. */
bool engine_load(GDExtensionInterfaceGetProcAddress get_proc_address, GDExtensionClassLibraryPtr library);

/* A Variant. Room for builds of the engine with double precision too. */
typedef struct {
    union {
        uint8_t bytes[40];
        uint64_t aligned;
    } variant;
} Value;

/* The engine's String and StringName are one pointer each. */
typedef struct {
    void *pointer;
} Name;

Name name_of(const char *text);
void name_free(Name *name);
/* Whether a name that the engine handed over is the given text. */
bool name_is(GDExtensionConstStringNamePtr name, const char *text);

Value value_nil(void);
Value value_bool(bool given);
Value value_int(int64_t given);
Value value_float(double given);
Value value_string(const char *utf8);
Value value_object(GDExtensionObjectPtr object);
Value value_dictionary(void);
Value value_array(void);
Value value_copy(const Value *value);
/* From a pointer to a value of the given type, as virtual methods and pointer calls get it. */
Value value_from(GDExtensionVariantType type, GDExtensionConstTypePtr pointer);
void value_free(Value *value);

GDExtensionVariantType value_type(const Value *value);
bool value_is_nil(const Value *value);
bool value_to_bool(const Value *value);
int64_t value_to_int(const Value *value);
double value_to_float(const Value *value);
GDExtensionObjectPtr value_to_object(const Value *value);
/* What str() would say, to be freed with free(). */
char *value_text(const Value *value);
/* The text of a String that the engine handed over, to be freed with free(). */
char *string_text(GDExtensionConstStringPtr string);

/* Dictionaries by text keys; the value is taken over. */
void value_set(Value *dictionary, const char *key, Value value);
Value value_get(const Value *dictionary, const char *key);
/* Element of any kind of array. */
Value value_at(const Value *array, int64_t index);
int64_t value_size(const Value *array_or_dictionary);
void value_append(Value *array, Value element);

/* Calls a method by name. The arguments are taken over. */
Value value_call(const Value *self, const char *method, int count, ...);
Value singleton(const char *name);
/* Calls a method of a singleton; the arguments are taken over. */
Value singleton_call(const char *name, const char *method, int count, ...);
bool object_is(GDExtensionObjectPtr object, const char *class_name);

/* A line of the game's output. */
void say(const char *text);
/* An error in the game's output and the editor's list of errors. */
void complain(const char *format, ...);
/* Ends the game with an exit status, now or, before its main loop runs, with the next frame; true if it was told to. */
bool quit_game(int status);

#endif
