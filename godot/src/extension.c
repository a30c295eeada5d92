// SPDX-License-Identifier: Apache-2.0
/* Where the engine enters: registers everything at level SCENE, the last one before it looks for a writer of the movie.
 */
#include "backend_class.h"
#include "engine.h"
#include "movie_maker.h"
#include "movie_writer.h"
#include "settings.h"

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

static void initialize(void *data, GDExtensionInitializationLevel level) {
    (void)data;
    if (level == GDEXTENSION_INITIALIZATION_SCENE) {
        settings_register();
        movie_writer_register();
        backend_class_register();
        movie_maker_register();
    }
}

static void deinitialize(void *data, GDExtensionInitializationLevel level) {
    (void)data;
    if (level == GDEXTENSION_INITIALIZATION_SCENE) {
        movie_maker_unregister();
        backend_class_unregister();
        movie_writer_unregister();
    }
}

EXPORTED GDExtensionBool movie_maker_av1_init(GDExtensionInterfaceGetProcAddress get_proc_address,
                                              GDExtensionClassLibraryPtr library,
                                              GDExtensionInitialization *initialization);

EXPORTED GDExtensionBool movie_maker_av1_init(GDExtensionInterfaceGetProcAddress get_proc_address,
                                              GDExtensionClassLibraryPtr library,
                                              GDExtensionInitialization *initialization) {
    if (!engine_load(get_proc_address, library)) {
        return false;
    }
    initialization->minimum_initialization_level = GDEXTENSION_INITIALIZATION_SCENE;
    initialization->initialize = initialize;
    initialization->deinitialize = deinitialize;
    return true;
}
