// SPDX-License-Identifier: Apache-2.0
/* Classes for scripts: methods with typed arguments, defaults and results, told to the engine as one table. */
#ifndef MOVIE_MAKER_AV1_CLASS_H
#define MOVIE_MAKER_AV1_CLASS_H

#include "engine.h"

enum { MOST_PARAMETERS = 2 };

typedef struct {
    const char *name;
    GDExtensionVariantType type;
    const char *class_name; /* of objects, else NULL */
} Parameter;

typedef struct {
    const char *name;
    /* Gets parameter_count values; its result is handed over. The instance is NULL for static methods. */
    Value (*function)(void *instance, const Value *arguments);
    GDExtensionVariantType result; /* NIL: none */
    bool is_static;
    int parameter_count;
    Parameter parameters[MOST_PARAMETERS];
    /* The last parameter may be left out: it is true then. */
    bool last_is_true;
} Method;

void class_add_methods(const char *class_name, const Method *methods, size_t count);
void class_add_signal(const char *class_name, const char *name, int parameter_count, const Parameter *parameters);

#endif
