// SPDX-License-Identifier: Apache-2.0
/* Child processes on Windows. */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0601
#include <windows.h>

#include "child.h"
#include "lines.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { PIPE_BYTES = 1 << 20, LONGEST_COMMAND = 32767 };

struct Child {
    HANDLE process;
    HANDLE input;
    HANDLE output;
    Lines said;
};

/* Appends an argument as the C run-time of the other side will take it apart. */
static void append(char *command, const char *argument) {
    size_t length = strlen(command);
    char *out = command + length;
    char *limit = command + LONGEST_COMMAND - 4;
    if (length > 0) {
        *out++ = ' ';
    }
    *out++ = '"';
    size_t backslashes = 0;
    for (; *argument != 0 && out + 2 * backslashes + 3 < limit; argument++) {
        if (*argument == '\\') {
            backslashes++;
        } else {
            if (*argument == '"') {
                for (size_t i = 0; i <= backslashes; i++) {
                    *out++ = '\\';
                }
            }
            backslashes = 0;
        }
        *out++ = *argument;
    }
    for (size_t i = 0; i < backslashes; i++) {
        *out++ = '\\';
    }
    *out++ = '"';
    *out = 0;
}

static bool is_script(const char *program) {
    size_t length = strlen(program);
    return length > 4 && (_stricmp(program + length - 4, ".cmd") == 0 || _stricmp(program + length - 4, ".bat") == 0);
}

static wchar_t *command_line(const char *const *arguments) {
    static char command[LONGEST_COMMAND + 1];
    static wchar_t wide[LONGEST_COMMAND + 1];
    command[0] = 0;
    bool script = is_script(arguments[0]);
    for (int i = 0; arguments[i] != NULL; i++) {
        append(command, arguments[i]);
    }
    if (script) {
        /* The command processor takes off one pair of quotes around all. */
        static char wrapped[LONGEST_COMMAND + 1];
        snprintf(wrapped, sizeof wrapped, "cmd.exe /d /s /c \"%s\"", command);
        memcpy(command, wrapped, sizeof command);
    }
    MultiByteToWideChar(CP_UTF8, 0, command, -1, wide, LONGEST_COMMAND);
    return wide;
}

static bool start(Child *child, const char *const *arguments, HANDLE input, HANDLE output) {
    STARTUPINFOEXW startup = {0};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = input;
    startup.StartupInfo.hStdOutput = output;
    startup.StartupInfo.hStdError = output;
    /* Only these two are inherited, whatever else the game has open. */
    HANDLE inherited[] = {input, output};
    SIZE_T size = 0;
    InitializeProcThreadAttributeList(NULL, 1, 0, &size);
    startup.lpAttributeList = malloc(size);
    bool started = false;
    PROCESS_INFORMATION process;
    if (startup.lpAttributeList != NULL && InitializeProcThreadAttributeList(startup.lpAttributeList, 1, 0, &size)) {
        UpdateProcThreadAttribute(startup.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, inherited,
                                  sizeof inherited, NULL, NULL);
        started = CreateProcessW(NULL, command_line(arguments), NULL, NULL, TRUE,
                                 CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW | EXTENDED_STARTUPINFO_PRESENT, NULL, NULL,
                                 &startup.StartupInfo, &process);
        DeleteProcThreadAttributeList(startup.lpAttributeList);
    }
    free(startup.lpAttributeList);
    if (started) {
        CloseHandle(process.hThread);
        child->process = process.hProcess;
    }
    return started;
}

Child *child_start(const char *const *arguments, int inherited, char *error, size_t error_size) {
    (void)inherited;
    Child *child = calloc(1, sizeof *child);
    if (child == NULL) {
        abort();
    }
    SECURITY_ATTRIBUTES inheritable = {sizeof inheritable, NULL, TRUE};
    HANDLE input = NULL;
    HANDLE output = NULL;
    bool started = CreatePipe(&input, &child->input, &inheritable, PIPE_BYTES) &&
                   CreatePipe(&child->output, &output, &inheritable, PIPE_BYTES) &&
                   SetHandleInformation(child->input, HANDLE_FLAG_INHERIT, 0) &&
                   SetHandleInformation(child->output, HANDLE_FLAG_INHERIT, 0) &&
                   start(child, arguments, input, output);
    DWORD failure = GetLastError();
    HANDLE theirs[] = {input, output};
    for (int i = 0; i < 2; i++) {
        if (theirs[i] != NULL) {
            CloseHandle(theirs[i]);
        }
    }
    if (!started) {
        if (failure == ERROR_FILE_NOT_FOUND || failure == ERROR_PATH_NOT_FOUND) {
            snprintf(error, error_size, "no such file");
        } else {
            snprintf(error, error_size, "Windows error %lu", failure);
        }
        if (child->input != NULL) {
            CloseHandle(child->input);
        }
        if (child->output != NULL) {
            CloseHandle(child->output);
        }
        free(child);
        return NULL;
    }
    return child;
}

/* Takes in what has been said; false at the end of all output. */
static bool take_in(Child *child, bool wait) {
    char piece[4096];
    while (child->output != NULL) {
        DWORD there = 0;
        DWORD got = 0;
        bool open = PeekNamedPipe(child->output, NULL, 0, NULL, &there, NULL);
        if (open && there == 0 && !wait) {
            return true;
        }
        if (!open || !ReadFile(child->output, piece, sizeof piece, &got, NULL) || got == 0) {
            CloseHandle(child->output);
            child->output = NULL;
        } else {
            lines_add(&child->said, piece, got);
            wait = false;
        }
    }
    return false;
}

bool child_write(Child *child, const void *data, size_t size) {
    const char *next = data;
    while (size > 0) {
        DWORD written = 0;
        DWORD piece = size > PIPE_BYTES ? PIPE_BYTES : (DWORD)size;
        take_in(child, false);
        if (child->input == NULL || !WriteFile(child->input, next, piece, &written, NULL)) {
            child_close_input(child);
            return false;
        }
        next += written;
        size -= written;
    }
    return true;
}

bool child_pause(Child *child) {
    take_in(child, false);
    Sleep(1);
    return child->input != NULL;
}

void child_close_input(Child *child) {
    if (child->input != NULL) {
        CloseHandle(child->input);
        child->input = NULL;
    }
}

char *child_line(Child *child, bool wait) {
    bool more = take_in(child, false);
    char *line = lines_take(&child->said, !more);
    while (line == NULL && wait && more) {
        more = take_in(child, true);
        line = lines_take(&child->said, !more);
    }
    return line;
}

bool child_ended(const Child *child) {
    return child->output == NULL && child->said.length == 0;
}

int child_wait(Child *child) {
    DWORD status = 1;
    child_close_input(child);
    if (child->output != NULL) {
        CloseHandle(child->output);
    }
    WaitForSingleObject(child->process, INFINITE);
    GetExitCodeProcess(child->process, &status);
    CloseHandle(child->process);
    lines_free(&child->said);
    free(child);
    return (int)status;
}

long long monotonic_micros(void) {
    LARGE_INTEGER now, frequency;
    QueryPerformanceCounter(&now);
    QueryPerformanceFrequency(&frequency);
    return now.QuadPart / frequency.QuadPart * 1000000 +
           now.QuadPart % frequency.QuadPart * 1000000 / frequency.QuadPart;
}
