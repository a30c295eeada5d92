// SPDX-License-Identifier: Apache-2.0
#include "capture.h"
#include "arguments.h"
#include <math.h>
#include <stdlib.h>

enum { INTERPOLATE_BILINEAR = 1 };

static const double BUFFER_SECONDS = 2;

static int64_t number_of(const Value *object, const char *method) {
    Value value = value_call(object, method, 0);
    int64_t number = value_to_int(&value);
    value_free(&value);
    return number;
}

int picture_width(const Value *image) {
    return (int)number_of(image, "get_width");
}

int picture_height(const Value *image) {
    return (int)number_of(image, "get_height");
}

int picture_pixel_bytes(const Value *image) {
    return number_of(image, "get_format") == IMAGE_RGB8 ? 3 : 4;
}

static void forget(Value value) {
    value_free(&value);
}

/* A copy that may be changed: the one given is the script's. */
static void make_own(Value *image, bool *own) {
    if (!*own) {
        Value copy = value_call(image, "duplicate", 0);
        value_free(image);
        *image = copy;
        *own = true;
    }
}

static void resize(Value *image, int width, int height) {
    forget(value_call(image, "resize", 3, value_int(width), value_int(height), value_int(INTERPOLATE_BILINEAR)));
}

/* Brings an image into a size: all of it, as large as its shape allows, in the middle of black. */
static void fit(Value *image, int width, int height) {
    double scale = fmin((double)width / picture_width(image), (double)height / picture_height(image));
    int fitting_width = (int)fmax(1, round(picture_width(image) * scale));
    int fitting_height = (int)fmax(1, round(picture_height(image) * scale));
    resize(image, fitting_width, fitting_height);
    if (fitting_width == width && fitting_height == height) {
        return;
    }
    const float black[4] = {0, 0, 0, 1};
    const int32_t all[4] = {0, 0, fitting_width, fitting_height};
    const int32_t place[2] = {(width - fitting_width) / 2, (height - fitting_height) / 2};
    Value canvas = value_call(image, "duplicate", 0);
    forget(value_call(&canvas, "crop", 2, value_int(width), value_int(height)));
    forget(value_call(&canvas, "fill", 1, value_from(GDEXTENSION_VARIANT_TYPE_COLOR, black)));
    forget(value_call(&canvas, "blit_rect", 3, value_copy(image), value_from(GDEXTENSION_VARIANT_TYPE_RECT2I, all),
                      value_from(GDEXTENSION_VARIANT_TYPE_VECTOR2I, place)));
    value_free(image);
    *image = canvas;
}

Value picture_of(GDExtensionObjectPtr source, int width, int height, bool scale, char **reason) {
    Value image;
    bool own = false;
    if (object_is(source, "Image")) {
        image = value_object(source);
    } else if (object_is(source, "Texture2D")) {
        Value texture = value_object(source);
        image = value_call(&texture, "get_image", 0);
        value_free(&texture);
        own = true;
    } else {
        *reason = text_copy("frame: an Image or a Texture2D allowed");
        return value_nil();
    }
    if (value_to_object(&image) == NULL || picture_width(&image) == 0) {
        value_free(&image);
        *reason = text_copy("frame: an image without pixels given");
        return value_nil();
    }
    Value compressed = value_call(&image, "is_compressed", 0);
    if (value_to_bool(&compressed)) {
        make_own(&image, &own);
        forget(value_call(&image, "decompress", 0));
    }
    value_free(&compressed);
    int64_t format = number_of(&image, "get_format");
    if (format != IMAGE_RGB8 && format != IMAGE_RGBA8) {
        make_own(&image, &own);
        forget(value_call(&image, "convert", 1, value_int(IMAGE_RGBA8)));
    }
    int given_width = picture_width(&image);
    int given_height = picture_height(&image);
    if (width != 0 && (given_width != width || given_height != height)) {
        if (!scale) {
            value_free(&image);
            *reason = text_format("frame: %dx%d given, %dx%d (width, height) allowed", given_width, given_height, width,
                                  height);
            return value_nil();
        }
        make_own(&image, &own);
        fit(&image, width, height);
    }
    return image;
}

/* The image of an HDR viewport is linear light in floating point; the movie has what the screen shows, as the engine's
 * own writers have it. */
static void encode_light(Value *image) {
    int64_t format = value_is_nil(image) ? IMAGE_RGBA8 : number_of(image, "get_format");
    if (format != IMAGE_RGB8 && format != IMAGE_RGBA8) {
        forget(value_call(image, "convert", 1, value_int(IMAGE_RGBA8)));
        forget(value_call(image, "linear_to_srgb", 0));
    }
}

Value viewport_picture(GDExtensionObjectPtr viewport) {
    Value self = value_object(viewport);
    Value texture = value_call(&self, "get_texture", 0);
    Value hdr = value_call(&self, "is_using_hdr_2d", 0);
    value_free(&self);
    Value image = value_to_object(&texture) == NULL ? value_nil() : value_call(&texture, "get_image", 0);
    value_free(&texture);
    if (value_to_bool(&hdr)) {
        encode_light(&image);
    }
    value_free(&hdr);
    return image;
}

int mix_rate(void) {
    Value rate = singleton_call("AudioServer", "get_mix_rate", 0);
    int hertz = (int)value_to_float(&rate);
    value_free(&rate);
    return hertz;
}

static int64_t bus_index(const Value *bus) {
    Value index = singleton_call("AudioServer", "get_bus_index", 1, value_copy(bus));
    int64_t number = value_to_int(&index);
    value_free(&index);
    return number;
}

bool bus_tap_open(BusTap *tap, const char *bus) {
    tap->bus = value_string(bus);
    int64_t index = bus_index(&tap->bus);
    if (index < 0) {
        value_free(&tap->bus);
        return false;
    }
    Name class_name = name_of("AudioEffectCapture");
    tap->effect = value_object(engine.classdb_construct_object2(&class_name));
    name_free(&class_name);
    tap->discarded = 0;
    forget(value_call(&tap->effect, "set_buffer_length", 1, value_float(BUFFER_SECONDS)));
    forget(singleton_call("AudioServer", "add_bus_effect", 2, value_int(index), value_copy(&tap->effect)));
    return true;
}

int64_t bus_tap_lost(BusTap *tap) {
    int64_t discarded = number_of(&tap->effect, "get_discarded_frames");
    int64_t lost = discarded - tap->discarded;
    tap->discarded = discarded;
    return lost;
}

void bus_tap_take(BusTap *tap, void (*take)(void *owner, const void *samples, int64_t sample_frames), void *owner) {
    int64_t count = number_of(&tap->effect, "get_frames_available");
    if (count <= 0) {
        return;
    }
    Value buffer = value_call(&tap->effect, "get_buffer", 1, value_int(count));
    count = value_size(&buffer);
    if (count > 0) {
        uint64_t array[2];
        engine.get_variant_to_type_constructor(GDEXTENSION_VARIANT_TYPE_PACKED_VECTOR2_ARRAY)(array, &buffer);
        take(owner, engine.packed_vector2_array_operator_index_const(array, 0), count);
        engine.variant_get_ptr_destructor(GDEXTENSION_VARIANT_TYPE_PACKED_VECTOR2_ARRAY)(array);
    }
    value_free(&buffer);
}

void bus_tap_close(BusTap *tap) {
    int64_t bus = bus_index(&tap->bus);
    Value effects = bus < 0 ? value_int(0) : singleton_call("AudioServer", "get_bus_effect_count", 1, value_int(bus));
    for (int64_t i = value_to_int(&effects) - 1; i >= 0; i--) {
        Value effect = singleton_call("AudioServer", "get_bus_effect", 2, value_int(bus), value_int(i));
        if (value_to_object(&effect) == value_to_object(&tap->effect)) {
            forget(singleton_call("AudioServer", "remove_bus_effect", 2, value_int(bus), value_int(i)));
        }
        value_free(&effect);
    }
    value_free(&effects);
    value_free(&tap->effect);
    value_free(&tap->bus);
}
