// SPDX-License-Identifier: Apache-2.0
/*
 * A movie that a running game records of itself: its pictures and sound brought onto one clock, and the figures that
 * come back.
 *
 * The clock is real time from the first picture on, or the game's own time where that runs at a fixed rate
 * (`--write-movie`), or counts pictures. Pictures that come faster than the movie's frame rate are left out and
 * counted; where they come slower, one is shown for longer.
 */
#ifndef MOVIE_MAKER_AV1_GAME_RECORDING_H
#define MOVIE_MAKER_AV1_GAME_RECORDING_H

#include "arguments.h"
#include "engine.h"

typedef struct GameRecording GameRecording;

typedef enum { CLOCK_REAL, CLOCK_GAME, CLOCK_COUNT } Clock;

/* What the movie is to be; all is copied. */
typedef struct {
    const char *path;
    int width; /* 0: that of the first picture */
    int height;
    const char *framerate;
    const char *bus; /* whose sound is recorded, or NULL */
    Clock clock;
} GameRecordingPlan;

/* Starts the encoder. NULL, and why in reason (to be freed), if it cannot be started. */
GameRecording *game_recording_start(const GameRecordingPlan *plan, const Arguments *options, char **reason);

/* Changes clock and bus (NULL for none); before the first picture only. */
void game_recording_arrange(GameRecording *recording, Clock clock, const char *bus);

typedef enum { TAKEN, LEFT_OUT, REFUSED, BROKEN } Taking;

/* Whether a picture now would be taken: asked before it is fetched, which is expensive. */
bool game_recording_is_due(GameRecording *recording);
/* Records an Image or Texture2D; `scale` allows one of another size. REFUSED, and why in reason: the recording goes on
 * without it. BROKEN: the encoder has ended. */
Taking game_recording_picture(GameRecording *recording, GDExtensionObjectPtr picture, bool scale, char **reason);
/* Takes in what the encoder says. */
void game_recording_poll(GameRecording *recording);
/* Called once with every frame of the game: the same, and adds the game's time. */
void game_recording_tick(GameRecording *recording);
/* Whether there is something new in the figures since this was asked last. */
bool game_recording_has_news(GameRecording *recording);
/* Figures, a Dictionary. */
Value game_recording_statistics(const GameRecording *recording);
Value game_recording_no_statistics(void);
int64_t game_recording_pictures(const GameRecording *recording);
/* No more will come: lets the encoder complete the file. */
void game_recording_end(GameRecording *recording);
bool game_recording_ended(GameRecording *recording);
/* Waits for the encoder; 0, or its exit status and why. */
int game_recording_close(GameRecording *recording, char **reason);
void game_recording_free(GameRecording *recording);

#endif
