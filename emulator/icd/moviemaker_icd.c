// SPDX-License-Identifier: Apache-2.0
// Hosts a JVM and hands out the address of the Java driver's entry point, so that any Vulkan program can be given it as an ICD library.
// Settings come from the environment: MOVIEMAKER_EMULATOR_CLASSPATH (the jars), MOVIEMAKER_EMULATOR_JVM (libjvm.so), and those that
// dev.moviemaker.emulator.IcdEntry names. Link with -Wl,-z,nodelete (icd/build does): the loader unloads a driver with its last instance and
// loads it again for the next one, but a process can make only one JVM.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef void (*function)(void);
typedef function (*get_proc)(void *, const char *);
typedef int32_t (*negotiate)(uint32_t *);

static get_proc entry;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void say(const char *what) { fprintf(stderr, "moviemaker emulator: %s\n", what); }

typedef jint (*find_vms)(JavaVM **, jsize, jsize *);
typedef jint (*create_vm)(JavaVM **, void **, void *);

// A process has one JVM for good. Another library of ours, or the program itself, may have made it: then the jars have to be on its class path.
static JavaVM *running_vm(void *library) {
    find_vms find = (find_vms)dlsym(library, "JNI_GetCreatedJavaVMs");
    JavaVM *vm = NULL;
    jsize count = 0;
    return find && find(&vm, 1, &count) == JNI_OK && count > 0 ? vm : NULL;
}

static JavaVM *new_vm(void *library, const char *classpath, JNIEnv **env) {
    create_vm create = (create_vm)dlsym(library, "JNI_CreateJavaVM");
    char *path = NULL;
    if (!create || asprintf(&path, "-Djava.class.path=%s", classpath) < 0) {
        say("libjvm.so has no JNI_CreateJavaVM");
        return NULL;
    }
    // -Xrs: signals belong to the program.
    JavaVMOption options[] = {{path, NULL}, {"--enable-native-access=ALL-UNNAMED", NULL}, {"-Xrs", NULL}};
    JavaVMInitArgs arguments = {JNI_VERSION_10, sizeof options / sizeof *options, options, JNI_FALSE};
    JavaVM *vm = NULL;
    jint made = create(&vm, (void **)env, &arguments);
    free(path);
    return made == JNI_OK ? vm : NULL;
}

static get_proc ask_for_entry(JNIEnv *env) {
    jclass class = (*env)->FindClass(env, "dev/moviemaker/emulator/IcdEntry");
    jmethodID method = class ? (*env)->GetStaticMethodID(env, class, "address", "()J") : NULL;
    get_proc found = method ? (get_proc)(uintptr_t)(*env)->CallStaticLongMethod(env, class, method) : NULL;
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionDescribe(env);
        (*env)->ExceptionClear(env);
        return NULL;
    }
    return found;
}

static void start(void) {
    const char *jvm = getenv("MOVIEMAKER_EMULATOR_JVM");
    const char *classpath = getenv("MOVIEMAKER_EMULATOR_CLASSPATH");
    if (!classpath) {
        say("MOVIEMAKER_EMULATOR_CLASSPATH is not set");
        return;
    }
    void *library = dlopen(jvm ? jvm : "libjvm.so", RTLD_NOW | RTLD_GLOBAL);
    if (!library) {
        say(dlerror());
        return;
    }
    JavaVM *vm = running_vm(library);
    JNIEnv *env = NULL;
    if (vm && (*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) == JNI_OK) {
        entry = ask_for_entry(env); // a thread of the program's own JVM, which it stays
        return;
    }
    if (vm ? (*vm)->AttachCurrentThread(vm, (void **)&env, NULL) != JNI_OK : !(vm = new_vm(library, classpath, &env))) {
        say("the JVM did not take this thread");
        return;
    }
    entry = ask_for_entry(env);
    // The thread stays attached by itself when the driver calls back into Java; detached here so that the JVM can end without it.
    (*vm)->DetachCurrentThread(vm);
}

__attribute__((visibility("default"))) function vk_icdGetInstanceProcAddr(void *instance, const char *name) {
    pthread_once(&once, start);
    return entry ? entry(instance, name) : NULL;
}

__attribute__((visibility("default"))) function vk_icdGetPhysicalDeviceProcAddr(void *instance, const char *name) {
    get_proc find = (get_proc)vk_icdGetInstanceProcAddr(instance, "vk_icdGetPhysicalDeviceProcAddr");
    return find ? find(instance, name) : NULL;
}

__attribute__((visibility("default"))) int32_t vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version) {
    negotiate base = (negotiate)vk_icdGetInstanceProcAddr(NULL, "vk_icdNegotiateLoaderICDInterfaceVersion");
    return base ? base(version) : -9; // VK_ERROR_INCOMPATIBLE_DRIVER
}
