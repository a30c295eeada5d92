// SPDX-License-Identifier: Apache-2.0
// Loads the libraries named on the command line in their order, as Java does, and asks FFmpeg for what the library needs of it.
#include <stdio.h>
#include <windows.h>

typedef const char *(*text)(void);
typedef void *(*by_name)(const char *);

int main(int argc, char **argv)
{
    HMODULE codec = NULL, util = NULL;
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        HMODULE library = LoadLibraryA(argv[i]);
        if (library == NULL) {
            printf("%-24s NOT LOADED, error %lu\n", argv[i], GetLastError());
            failed = 1;
            continue;
        }
        printf("%-24s loaded\n", argv[i]);
        if (GetProcAddress(library, "avcodec_find_encoder_by_name") != NULL) {
            codec = library;
        }
        if (GetProcAddress(library, "av_version_info") != NULL) {
            util = library;
        }
    }
    if (codec == NULL || util == NULL) {
        printf("no FFmpeg\n");
        return 1;
    }
    printf("FFmpeg %s\n", ((text)(void *)GetProcAddress(util, "av_version_info"))());
    const char *names[] = {"libsvtav1", "libopus", "aac", "flac"};
    by_name encoder = (by_name)(void *)GetProcAddress(codec, "avcodec_find_encoder_by_name");
    for (int i = 0; i < 4; i++) {
        int found = encoder(names[i]) != NULL;
        printf("encoder %s: %s\n", names[i], found ? "there" : "MISSING");
        failed |= !found;
    }
    return failed;
}
