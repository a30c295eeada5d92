// SPDX-License-Identifier: Apache-2.0
/* Child processes on Linux and macOS. */
#define _GNU_SOURCE
#include "child.h"
#include "lines.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#include <crt_externs.h>
#define environ (*_NSGetEnviron())
#else
extern char **environ;
#endif

enum { PIPE_BYTES = 1 << 20 };

struct Child {
    pid_t pid;
    int input;
    int output;
    Lines said;
};

/* A pipe that other children of the game do not inherit: else the encoder would never see the end of its input. */
static bool private_pipe(int ends[2]) {
#ifdef __linux__
    return pipe2(ends, O_CLOEXEC) == 0;
#else
    if (pipe(ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
#endif
}

static int spawn(pid_t *pid, const char *const *arguments, int input, int output, int inherited) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
    if (inherited >= 0) {
        posix_spawn_file_actions_adddup2(&files, inherited, CHILD_DESCRIPTOR);
    }
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
#ifdef POSIX_SPAWN_SETSID
    short own_group = POSIX_SPAWN_SETSID;
#else
    short own_group = POSIX_SPAWN_SETPGROUP;
    posix_spawnattr_setpgroup(&attributes, 0);
#endif
    posix_spawnattr_setflags(&attributes, (short)(own_group | POSIX_SPAWN_SETSIGMASK));
    int error = posix_spawnp(pid, arguments[0], &files, &attributes, (char *const *)arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

Child *child_start(const char *const *arguments, int inherited, char *error, size_t error_size) {
    int input[2] = {-1, -1};
    int output[2] = {-1, -1};
    pid_t pid = 0;
    int failed = private_pipe(input) && private_pipe(output) ? 0 : errno;
    if (failed == 0) {
        failed = spawn(&pid, arguments, input[0], output[1], inherited);
    }
    close(input[0]);
    close(output[1]);
    if (failed != 0) {
        close(input[1]);
        close(output[0]);
        snprintf(error, error_size, "%s", strerror(failed));
        return NULL;
    }
    Child *child = calloc(1, sizeof *child);
    if (child == NULL) {
        abort();
    }
    child->pid = pid;
    child->input = input[1];
    child->output = output[0];
    fcntl(child->input, F_SETFL, fcntl(child->input, F_GETFL) | O_NONBLOCK);
    fcntl(child->output, F_SETFL, fcntl(child->output, F_GETFL) | O_NONBLOCK);
#ifdef F_SETPIPE_SZ
    /* A large pipe wakes both sides less often; a smaller one works too. */
    fcntl(child->input, F_SETPIPE_SZ, PIPE_BYTES);
#endif
    return child;
}

/* Takes in what has been said; false at the end of all output. */
static bool take_in(Child *child) {
    char piece[4096];
    while (child->output >= 0) {
        ssize_t got = read(child->output, piece, sizeof piece);
        if (got > 0) {
            lines_add(&child->said, piece, (size_t)got);
        } else if (got < 0 && errno == EINTR) {
            continue;
        } else if (got < 0 && errno == EAGAIN) {
            return true;
        } else {
            close(child->output);
            child->output = -1;
        }
    }
    return false;
}

/* write() without the signal SIGPIPE, whose handler belongs to the game. */
static ssize_t write_quietly(int file, const void *data, size_t size) {
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t written = write(file, data, size);
    int error = errno;
    if (written < 0 && error == EPIPE && sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE)) {
        int taken;
        sigwait(&pipe_signal, &taken);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

bool child_write(Child *child, const void *data, size_t size) {
    const char *next = data;
    while (size > 0) {
        if (child->input < 0) {
            return false;
        }
        ssize_t written = write_quietly(child->input, next, size);
        if (written >= 0) {
            next += written;
            size -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd ready[2] = {{child->input, POLLOUT, 0}, {child->output, POLLIN, 0}};
            poll(ready, 2, -1);
            take_in(child);
        } else if (errno != EINTR) {
            child_close_input(child);
        }
    }
    return true;
}

bool child_pause(Child *child) {
    if (child->input < 0) {
        return false;
    }
    struct pollfd ready[2] = {{child->input, 0, 0}, {child->output, POLLIN, 0}};
    poll(ready, 2, 1);
    take_in(child);
    if (ready[0].revents & (POLLERR | POLLHUP)) {
        child_close_input(child);
    }
    return child->input >= 0;
}

void child_close_input(Child *child) {
    if (child->input >= 0) {
        close(child->input);
        child->input = -1;
    }
}

char *child_line(Child *child, bool wait) {
    bool more = take_in(child);
    char *line = lines_take(&child->said, !more);
    while (line == NULL && wait && more) {
        struct pollfd ready = {child->output, POLLIN, 0};
        poll(&ready, 1, -1);
        more = take_in(child);
        line = lines_take(&child->said, !more);
    }
    return line;
}

bool child_ended(const Child *child) {
    return child->output < 0 && child->said.length == 0;
}

int child_wait(Child *child) {
    child_close_input(child);
    if (child->output >= 0) {
        close(child->output);
    }
    int status = 0;
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR) {
    }
    lines_free(&child->said);
    free(child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

long long monotonic_micros(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}
