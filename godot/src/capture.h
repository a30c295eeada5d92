// SPDX-License-Identifier: Apache-2.0
/* What a game shows and plays while it runs: the pictures of a viewport and the sound of an audio bus. */
#ifndef MOVIE_MAKER_AV1_CAPTURE_H
#define MOVIE_MAKER_AV1_CAPTURE_H

#include "engine.h"

/* An Image of a Texture2D or of an Image, RGB8 or RGBA8 and of the size wanted (0: its own); nil, and why in reason (to
 * be freed), if that cannot be. `scale` allows another size, which is scaled and keeps its shape. */
Value picture_of(GDExtensionObjectPtr source, int width, int height, bool scale, char **reason);
/* The image that a viewport shows now; nil if it shows none. */
Value viewport_picture(GDExtensionObjectPtr viewport);
int picture_width(const Value *image);
int picture_height(const Value *image);
/* 3 or 4. */
int picture_pixel_bytes(const Value *image);

/* A tap on an audio bus: an AudioEffectCapture at the bus's end. */
typedef struct {
    Value effect;
    Value bus;
    int64_t discarded;
} BusTap;

/* False if there is no such bus. */
bool bus_tap_open(BusTap *tap, const char *bus);
/* Sample frames, two floats each, that were lost because nobody took them in time. */
int64_t bus_tap_lost(BusTap *tap);
/* All that was played since: hands the samples over in one piece. */
void bus_tap_take(BusTap *tap, void (*take)(void *owner, const void *samples, int64_t sample_frames), void *owner);
void bus_tap_close(BusTap *tap);
int mix_rate(void);

#endif
