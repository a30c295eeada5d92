// SPDX-License-Identifier: Apache-2.0
/* PLAYED_GPU_FAULTS=FAULT@N[,FAULT@N]...: what goes wrong at the N-th event, counted from 0 in each process. Of pictures: hang, lost,
 * error, overflow, crash. Of allocations: memory. */
#define _GNU_SOURCE
#include "played.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 16

static const char *const names[][2] = {
    {"hang", "encode"},  {"lost", "encode"},  {"error", "encode"},
    {"overflow", "encode"}, {"crash", "encode"}, {"memory", "allocation"},
};
static struct {
    const char *name;
    enum fault_kind kind;
    unsigned long number;
} faults[MOST];
static size_t fault_count;
static unsigned long counts[2];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void refuse(const char *entry) {
    fprintf(stderr, "played GPU: PLAYED_GPU_FAULTS: '%s' given, allowed are", entry);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        fprintf(stderr, " %s@N", names[i][0]);
    fputs(", at most 16, with commas between\n", stderr);
    exit(64);
}

static void add(const char *entry) {
    const char *at = strchr(entry, '@');
    char *end = NULL;
    unsigned long number = at ? strtoul(at + 1, &end, 10) : 0;
    if (!at || end == at + 1 || *end || fault_count == MOST)
        refuse(entry);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i][0]) == (size_t)(at - entry) && !strncmp(entry, names[i][0], at - entry)) {
            faults[fault_count].name = names[i][0];
            faults[fault_count].kind = names[i][1][0] == 'e' ? FAULT_ENCODE : FAULT_ALLOCATION;
            faults[fault_count++].number = number;
            return;
        }
    }
    refuse(entry);
}

static void parse(void) {
    const char *asked = getenv("PLAYED_GPU_FAULTS");
    char *copy = asked ? strdup(asked) : NULL;
    char *rest = NULL;
    for (char *entry = copy ? strtok_r(copy, ",", &rest) : NULL; entry; entry = strtok_r(NULL, ",", &rest))
        add(entry);
    free(copy);
}

const char *fault_next(enum fault_kind kind) {
    pthread_once(&once, parse);
    pthread_mutex_lock(&lock);
    unsigned long number = counts[kind]++;
    pthread_mutex_unlock(&lock);
    for (size_t i = 0; i < fault_count; i++)
        if (faults[i].kind == kind && faults[i].number == number)
            return faults[i].name;
    return NULL;
}
