// SPDX-License-Identifier: Apache-2.0
/*
 * A Vulkan loader in front of the real one that counts the calls of every command, per command and per thread.
 *
 * A wrapper hands on ten arguments, however many the command has: those that it does not have are read and passed on, but never used.
 * That holds where integers and pointers are passed in registers first, then in slots of eight bytes on the stack (System V on x86-64,
 * AAPCS64 on Linux), and for commands without floating-point arguments, which is what a recorder uses.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMANDS 256
#define NAME_BYTES 64

typedef long (*command)(long, long, long, long, long, long, long, long, long, long);
typedef command (*get_address)(void *, const char *);

static struct {
    command target;
    char name[NAME_BYTES];
    atomic_long calls;
} entries[COMMANDS];
static int used;
static atomic_flag busy = ATOMIC_FLAG_INIT;
static get_address real_instance;
static get_address real_device;
static __thread long calls_here;

static long call(int i, long a, long b, long c, long d, long e, long f, long g, long h, long j, long k)
{
    atomic_fetch_add_explicit(&entries[i].calls, 1, memory_order_relaxed);
    calls_here++;
    return entries[i].target(a, b, c, d, e, f, g, h, j, k);
}

#define ONE(i) \
    static long wrapper_##i(long a, long b, long c, long d, long e, long f, long g, long h, long j, long k) \
    { \
        return call(0x##i, a, b, c, d, e, f, g, h, j, k); \
    }
#define SIXTEEN(M, x) \
    M(x##0) M(x##1) M(x##2) M(x##3) M(x##4) M(x##5) M(x##6) M(x##7) \
    M(x##8) M(x##9) M(x##a) M(x##b) M(x##c) M(x##d) M(x##e) M(x##f)
#define ALL(M) \
    SIXTEEN(M, 0) SIXTEEN(M, 1) SIXTEEN(M, 2) SIXTEEN(M, 3) SIXTEEN(M, 4) SIXTEEN(M, 5) SIXTEEN(M, 6) SIXTEEN(M, 7) \
    SIXTEEN(M, 8) SIXTEEN(M, 9) SIXTEEN(M, a) SIXTEEN(M, b) SIXTEEN(M, c) SIXTEEN(M, d) SIXTEEN(M, e) SIXTEEN(M, f)
ALL(ONE)
#define NAME(i) wrapper_##i,
static const command wrappers[COMMANDS] = {ALL(NAME)};

static command wrap(command target, const char *name)
{
    int i;
    if (!target) {
        return target;
    }
    while (atomic_flag_test_and_set(&busy)) {
    }
    for (i = 0; i < used; i++) {
        if (entries[i].target == target) {
            break;
        }
    }
    if (i == used && used < COMMANDS) {
        entries[i].target = target;
        snprintf(entries[i].name, NAME_BYTES, "%s", name);
        used++;
    }
    atomic_flag_clear(&busy);
    return i < COMMANDS ? wrappers[i] : target;
}

static command device_address(void *device, const char *name)
{
    return wrap(real_device(device, name), name);
}

command vkGetInstanceProcAddr(void *instance, const char *name)
{
    command found;
    if (!real_instance) {
        void *library = dlopen("libvulkan.so.1", RTLD_NOW);
        real_instance = library ? (get_address)dlsym(library, "vkGetInstanceProcAddr") : NULL;
        if (!real_instance) {
            fprintf(stderr, "counting loader: %s\n", dlerror());
            abort();
        }
    }
    found = real_instance(instance, name);
    if (strcmp(name, "vkGetInstanceProcAddr") == 0) {
        return (command)vkGetInstanceProcAddr;
    }
    if (strcmp(name, "vkGetDeviceProcAddr") == 0 && found) {
        real_device = (get_address)found;
        return (command)device_address;
    }
    return wrap(found, name);
}

long thread_calls(void) { return calls_here; }
int command_count(void) { return used; }
const char *command_name(int i) { return entries[i].name; }
long command_calls(int i) { return entries[i].calls; }
