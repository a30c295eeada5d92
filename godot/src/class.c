// SPDX-License-Identifier: Apache-2.0
#include "class.h"
#include <string.h>

enum { FLAG_NORMAL = 1, FLAG_STATIC = 32, USAGE_DEFAULT = 6 };

static bool accepts(GDExtensionVariantType wanted, const Value *given) {
    GDExtensionVariantType type = value_type(given);
    if (wanted == GDEXTENSION_VARIANT_TYPE_STRING) {
        return type == wanted || type == GDEXTENSION_VARIANT_TYPE_STRING_NAME ||
               type == GDEXTENSION_VARIANT_TYPE_NODE_PATH;
    }
    return type == wanted || (wanted == GDEXTENSION_VARIANT_TYPE_OBJECT && type == GDEXTENSION_VARIANT_TYPE_NIL);
}

static void call_with_values(void *data, GDExtensionClassInstancePtr instance, const GDExtensionConstVariantPtr *given,
                             GDExtensionInt count, GDExtensionVariantPtr result, GDExtensionCallError *error) {
    const Method *method = data;
    int needed = method->parameter_count - method->last_is_true;
    if (count < needed || count > method->parameter_count) {
        error->error =
                count < needed ? GDEXTENSION_CALL_ERROR_TOO_FEW_ARGUMENTS : GDEXTENSION_CALL_ERROR_TOO_MANY_ARGUMENTS;
        error->expected = count < needed ? needed : method->parameter_count;
        return;
    }
    Value arguments[MOST_PARAMETERS];
    for (int i = 0; i < method->parameter_count; i++) {
        arguments[i] = i < count ? value_copy((const Value *)given[i]) : value_bool(true);
    }
    for (int i = 0; i < count; i++) {
        if (!accepts(method->parameters[i].type, &arguments[i])) {
            error->error = GDEXTENSION_CALL_ERROR_INVALID_ARGUMENT;
            error->argument = i;
            error->expected = method->parameters[i].type;
        }
    }
    if (error->error == GDEXTENSION_CALL_OK) {
        Value returned = method->function(instance, arguments);
        engine.variant_destroy(result);
        engine.variant_new_copy(result, &returned);
        value_free(&returned);
    }
    for (int i = 0; i < method->parameter_count; i++) {
        value_free(&arguments[i]);
    }
}

static void call_with_pointers(void *data, GDExtensionClassInstancePtr instance, const GDExtensionConstTypePtr *given,
                               GDExtensionTypePtr result) {
    const Method *method = data;
    Value arguments[MOST_PARAMETERS];
    for (int i = 0; i < method->parameter_count; i++) {
        arguments[i] = value_from(method->parameters[i].type, given[i]);
    }
    Value returned = method->function(instance, arguments);
    if (method->result != GDEXTENSION_VARIANT_TYPE_NIL) {
        /* The result's place holds an empty value already. */
        GDExtensionPtrDestructor destructor = engine.variant_get_ptr_destructor(method->result);
        if (destructor != NULL) {
            destructor(result);
        }
        engine.get_variant_to_type_constructor(method->result)(result, &returned);
    }
    value_free(&returned);
    for (int i = 0; i < method->parameter_count; i++) {
        value_free(&arguments[i]);
    }
}

/* The names that a description points to. */
typedef struct {
    Name name;
    Name class_name;
    Name hint;
    GDExtensionPropertyInfo info;
} Description;

static void describe(Description *description, const char *name, GDExtensionVariantType type, const char *class_name) {
    memset(description, 0, sizeof *description);
    description->name = name_of(name);
    description->class_name = name_of(class_name == NULL ? "" : class_name);
    engine.string_new_with_utf8_chars(&description->hint, "");
    description->info.type = type;
    description->info.name = &description->name;
    description->info.class_name = &description->class_name;
    description->info.hint_string = &description->hint;
    description->info.usage = USAGE_DEFAULT;
}

static void forget(Description *description) {
    name_free(&description->name);
    name_free(&description->class_name);
    engine.variant_get_ptr_destructor(GDEXTENSION_VARIANT_TYPE_STRING)(&description->hint);
}

static void add_method(Name *class_name, const Method *method) {
    Description returned;
    Description parameters[MOST_PARAMETERS];
    GDExtensionPropertyInfo infos[MOST_PARAMETERS];
    GDExtensionClassMethodArgumentMetadata metadata[MOST_PARAMETERS] = {0};
    Name name = name_of(method->name);
    describe(&returned, "", method->result, NULL);
    for (int i = 0; i < method->parameter_count; i++) {
        describe(&parameters[i], method->parameters[i].name, method->parameters[i].type,
                 method->parameters[i].class_name);
        infos[i] = parameters[i].info;
    }
    Value yes = value_bool(true);
    GDExtensionVariantPtr defaults[] = {&yes};
    GDExtensionClassMethodInfo info = {0};
    info.name = &name;
    info.method_userdata = (void *)method;
    info.call_func = call_with_values;
    info.ptrcall_func = call_with_pointers;
    info.method_flags = FLAG_NORMAL | (method->is_static ? FLAG_STATIC : 0);
    info.has_return_value = method->result != GDEXTENSION_VARIANT_TYPE_NIL;
    info.return_value_info = &returned.info;
    info.argument_count = (uint32_t)method->parameter_count;
    info.arguments_info = infos;
    info.arguments_metadata = metadata;
    info.default_argument_count = method->last_is_true;
    info.default_arguments = defaults;
    engine.classdb_register_extension_class_method(engine.library, class_name, &info);
    value_free(&yes);
    for (int i = 0; i < method->parameter_count; i++) {
        forget(&parameters[i]);
    }
    forget(&returned);
    name_free(&name);
}

void class_add_methods(const char *class_name, const Method *methods, size_t count) {
    Name name = name_of(class_name);
    for (size_t i = 0; i < count; i++) {
        add_method(&name, &methods[i]);
    }
    name_free(&name);
}

void class_add_signal(const char *class_name, const char *name, int parameter_count, const Parameter *parameters) {
    Name class_text = name_of(class_name);
    Name signal = name_of(name);
    Description descriptions[MOST_PARAMETERS];
    GDExtensionPropertyInfo infos[MOST_PARAMETERS];
    for (int i = 0; i < parameter_count && i < MOST_PARAMETERS; i++) {
        describe(&descriptions[i], parameters[i].name, parameters[i].type, parameters[i].class_name);
        infos[i] = descriptions[i].info;
    }
    engine.classdb_register_extension_class_signal(engine.library, &class_text, &signal, infos, parameter_count);
    for (int i = 0; i < parameter_count && i < MOST_PARAMETERS; i++) {
        forget(&descriptions[i]);
    }
    name_free(&signal);
    name_free(&class_text);
}
