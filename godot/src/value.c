// SPDX-License-Identifier: Apache-2.0
/* Values of the engine. */
#include "engine.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ARGUMENTS = 8 };

Name name_of(const char *text) {
    Name name;
    engine.string_name_new_with_utf8_chars(&name, text);
    return name;
}

static void destroy(GDExtensionVariantType type, void *pointer) {
    GDExtensionPtrDestructor destructor = engine.variant_get_ptr_destructor(type);
    destructor(pointer);
}

void name_free(Name *name) {
    destroy(GDEXTENSION_VARIANT_TYPE_STRING_NAME, name);
}

bool name_is(GDExtensionConstStringNamePtr name, const char *text) {
    /* Equal names share one pointer. */
    Name other = name_of(text);
    bool same = other.pointer == *(void *const *)name;
    name_free(&other);
    return same;
}

Value value_from(GDExtensionVariantType type, GDExtensionConstTypePtr pointer) {
    Value value;
    if (type == GDEXTENSION_VARIANT_TYPE_NIL) {
        engine.variant_new_copy(&value, pointer);
    } else {
        engine.get_variant_from_type_constructor(type)(&value, (GDExtensionTypePtr)pointer);
    }
    return value;
}

static void extract(const Value *value, GDExtensionVariantType type, void *target) {
    engine.get_variant_to_type_constructor(type)(target, (GDExtensionVariantPtr)value);
}

Value value_nil(void) {
    Value value;
    engine.variant_new_nil(&value);
    return value;
}

Value value_bool(bool given) {
    GDExtensionBool flag = given;
    return value_from(GDEXTENSION_VARIANT_TYPE_BOOL, &flag);
}

Value value_int(int64_t given) {
    return value_from(GDEXTENSION_VARIANT_TYPE_INT, &given);
}

Value value_float(double given) {
    return value_from(GDEXTENSION_VARIANT_TYPE_FLOAT, &given);
}

Value value_string(const char *utf8) {
    Name string;
    engine.string_new_with_utf8_chars(&string, utf8);
    Value value = value_from(GDEXTENSION_VARIANT_TYPE_STRING, &string);
    destroy(GDEXTENSION_VARIANT_TYPE_STRING, &string);
    return value;
}

Value value_object(GDExtensionObjectPtr object) {
    return value_from(GDEXTENSION_VARIANT_TYPE_OBJECT, &object);
}

static Value empty(GDExtensionVariantType type) {
    Value value;
    GDExtensionCallError error;
    engine.variant_construct(type, &value, NULL, 0, &error);
    return value;
}

Value value_dictionary(void) {
    return empty(GDEXTENSION_VARIANT_TYPE_DICTIONARY);
}

Value value_array(void) {
    return empty(GDEXTENSION_VARIANT_TYPE_ARRAY);
}

Value value_copy(const Value *value) {
    Value copy;
    engine.variant_new_copy(&copy, value);
    return copy;
}

void value_free(Value *value) {
    engine.variant_destroy(value);
}

GDExtensionVariantType value_type(const Value *value) {
    return engine.variant_get_type(value);
}

bool value_is_nil(const Value *value) {
    return value_type(value) == GDEXTENSION_VARIANT_TYPE_NIL;
}

bool value_to_bool(const Value *value) {
    GDExtensionBool flag = 0;
    if (!value_is_nil(value)) {
        extract(value, GDEXTENSION_VARIANT_TYPE_BOOL, &flag);
    }
    return flag != 0;
}

int64_t value_to_int(const Value *value) {
    int64_t number = 0;
    if (!value_is_nil(value)) {
        extract(value, GDEXTENSION_VARIANT_TYPE_INT, &number);
    }
    return number;
}

double value_to_float(const Value *value) {
    double number = 0;
    if (!value_is_nil(value)) {
        extract(value, GDEXTENSION_VARIANT_TYPE_FLOAT, &number);
    }
    return number;
}

GDExtensionObjectPtr value_to_object(const Value *value) {
    GDExtensionObjectPtr object = NULL;
    if (value_type(value) == GDEXTENSION_VARIANT_TYPE_OBJECT) {
        extract(value, GDEXTENSION_VARIANT_TYPE_OBJECT, &object);
    }
    return object;
}

char *string_text(GDExtensionConstStringPtr string) {
    GDExtensionInt length = engine.string_to_utf8_chars(string, NULL, 0);
    char *text = malloc((size_t)length + 1);
    if (text == NULL) {
        abort();
    }
    engine.string_to_utf8_chars(string, text, length);
    text[length] = 0;
    return text;
}

char *value_text(const Value *value) {
    Name string;
    engine.string_new_with_utf8_chars(&string, "");
    engine.variant_stringify((GDExtensionVariantPtr)value, &string);
    char *text = string_text(&string);
    destroy(GDEXTENSION_VARIANT_TYPE_STRING, &string);
    return text;
}

void value_set(Value *dictionary, const char *key, Value value) {
    Value name = value_string(key);
    GDExtensionBool valid;
    engine.variant_set_keyed(dictionary, &name, &value, &valid);
    value_free(&name);
    value_free(&value);
}

Value value_get(const Value *dictionary, const char *key) {
    if (value_type(dictionary) != GDEXTENSION_VARIANT_TYPE_DICTIONARY) {
        return value_nil();
    }
    return value_call(dictionary, "get", 1, value_string(key));
}

Value value_at(const Value *array, int64_t index) {
    Value element;
    GDExtensionBool valid, out_of_bounds;
    engine.variant_get_indexed(array, index, &element, &valid, &out_of_bounds);
    return element;
}

int64_t value_size(const Value *array_or_dictionary) {
    Value size = value_call(array_or_dictionary, "size", 0);
    int64_t number = value_to_int(&size);
    value_free(&size);
    return number;
}

void value_append(Value *array, Value element) {
    Value nothing = value_call(array, "push_back", 1, element);
    value_free(&nothing);
}

static Value call(const Value *self, const char *method, int count, va_list list) {
    Value arguments[MOST_ARGUMENTS];
    GDExtensionConstVariantPtr pointers[MOST_ARGUMENTS];
    for (int i = 0; i < count; i++) {
        arguments[i] = va_arg(list, Value);
        pointers[i] = &arguments[i];
    }
    Value result;
    GDExtensionCallError error;
    Name name = name_of(method);
    engine.variant_call((GDExtensionVariantPtr)self, &name, pointers, count, &result, &error);
    name_free(&name);
    if (error.error != GDEXTENSION_CALL_OK) {
        complain("the engine refuses a call of %s() (%d)", method, (int)error.error);
        value_free(&result);
        result = value_nil();
    }
    for (int i = 0; i < count; i++) {
        value_free(&arguments[i]);
    }
    return result;
}

Value value_call(const Value *self, const char *method, int count, ...) {
    va_list list;
    va_start(list, count);
    Value result = call(self, method, count, list);
    va_end(list);
    return result;
}

Value singleton(const char *name) {
    Name text = name_of(name);
    GDExtensionObjectPtr object = engine.global_get_singleton(&text);
    name_free(&text);
    return object == NULL ? value_nil() : value_object(object);
}

Value singleton_call(const char *name, const char *method, int count, ...) {
    Value self = singleton(name);
    va_list list;
    va_start(list, count);
    Value result = call(&self, method, count, list);
    va_end(list);
    value_free(&self);
    return result;
}

bool object_is(GDExtensionObjectPtr object, const char *class_name) {
    Name name = name_of(class_name);
    void *tag = engine.classdb_get_class_tag(&name);
    name_free(&name);
    return object != NULL && engine.object_cast_to(object, tag) != NULL;
}
