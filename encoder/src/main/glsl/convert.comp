// SPDX-License-Identifier: Apache-2.0
// Any source of RGB or 4:2:0 Y'CbCr to NV12 (8 bit) or P010 (10 bit, in the upper bits of 16).
//
// One invocation makes 4x2 samples of luma and 2x1 pairs of chroma. Positions outside the source repeat its last column and row,
// which fills the padding of a larger target. Chroma of RGB: in line with the even columns (1-2-1 across), half-way between two rows
// (1-1 down). Arithmetic is in integers, so every device gives the same result.
//
// Compiled once for each of {SOURCE_BUFFER, SOURCE_IMAGE} x {TARGET_BUFFER, TARGET_IMAGE_8, TARGET_IMAGE_16}; see compile.
#version 450
#ifdef SOURCE_IMAGE
#extension GL_EXT_samplerless_texture_functions : require
#endif

layout(local_size_x = 32, local_size_y = 4) in;

const uint RGBX = 0; // 4 bytes a pixel, 8 or 10 bits a component
const uint RGB = 1; // 3 bytes a pixel
const uint SEMI_PLANAR = 2; // Y, then CbCr interleaved
const uint PLANAR = 3; // Y, Cb, Cr
const uint UNORM_IMAGE = 4;
const uint FLOAT_IMAGE = 5;

layout(constant_id = 0) const uint SOURCE = RGBX;
// Of buffers of Y'CbCr: bytes of a sample, where it starts in them, and the change of bit depth.
layout(constant_id = 1) const uint SAMPLE_BYTES = 1;
layout(constant_id = 2) const uint SAMPLE_SHIFT = 0;
layout(constant_id = 3) const uint DEPTH_FACTOR = 1;
layout(constant_id = 4) const uint DEPTH_HALF = 0;
layout(constant_id = 5) const uint DEPTH_DIVISOR = 1;
// Of RGB: the code value of full red, green or blue.
layout(constant_id = 6) const uint SOURCE_MAX = 255;
layout(constant_id = 7) const uint TARGET_DEPTH = 8;

layout(push_constant) uniform Parameters {
    // Weights of the pixel's first, second and third component and the offset, in 1/65536.
    ivec4 luma;
    ivec4 cb;
    ivec4 cr;
    ivec2 sourceSize;
    // Even numbers.
    ivec2 targetSize;
    // Bytes. Rows start at multiples of 16. Of images: whether they are upside down.
    uint sourcePitch;
    uint chromaPitch;
    uint cbOffset;
    uint crOffset;
    uint targetPitch;
    uint targetChroma;
};

#ifdef SOURCE_IMAGE
layout(set = 1, binding = 0) uniform texture2D source;
#else
layout(set = 1, binding = 0, std430) readonly buffer Words { uint words[]; };
layout(set = 1, binding = 0, std430) readonly buffer Quads { uvec4 quads[]; };
#endif

#ifdef TARGET_BUFFER
layout(set = 0, binding = 0, std430) writeonly buffer Target { uint target[]; };
#endif
#ifdef TARGET_IMAGE_8
layout(set = 0, binding = 0, r8ui) writeonly uniform uimage2D lumaPlane;
layout(set = 0, binding = 1, rg8ui) writeonly uniform uimage2D chromaPlane;
#endif
#ifdef TARGET_IMAGE_16
layout(set = 0, binding = 0, r16ui) writeonly uniform uimage2D lumaPlane;
layout(set = 0, binding = 1, rg16ui) writeonly uniform uimage2D chromaPlane;
#endif

const int MAX = (1 << TARGET_DEPTH) - 1;

#ifdef SOURCE_IMAGE
vec3 pixel(int x, int y) {
    int row = min(y, sourceSize.y - 1);
    row = sourcePitch == 0u ? row : sourceSize.y - 1 - row;
    vec3 color = texelFetch(source, ivec2(clamp(x, 0, sourceSize.x - 1), row), 0).rgb;
    // Written so that NaN becomes 0.
    color = mix(vec3(0), color, greaterThan(color, vec3(0)));
    color = min(color, vec3(1)) * float(SOURCE_MAX);
    return SOURCE == UNORM_IMAGE ? floor(color + 0.5) : color;
}

void pixels(int x, int y, out vec3 row[5]) {
    for (int i = 0; i < 5; i++) {
        row[i] = pixel(x + i - 1, y);
    }
}

// Of the color of `count` pixels. A float's 24 bits cannot hold 8 x 1023 x 65536, but what is lost is less than 1/1000 of a code value.
int weigh(vec3 color, ivec4 weights, int count) {
    if (SOURCE == UNORM_IMAGE) {
        ivec3 c = ivec3(color);
        return c.r * weights.x + c.g * weights.y + c.b * weights.z + count * weights.w;
    }
    return int(dot(color, vec3(weights.xyz)) + float(count * weights.w));
}
#define COLOR vec3
#else
#define COLOR ivec3

ivec3 unpack(uint word) {
    if (SOURCE_MAX == 1023u) {
        return ivec3(word & 0x3FFu, (word >> 10) & 0x3FFu, (word >> 20) & 0x3FFu);
    }
    return ivec3(word & 0xFFu, (word >> 8) & 0xFFu, (word >> 16) & 0xFFu);
}

ivec3 pixel(int x, int y) {
    uint column = uint(clamp(x, 0, sourceSize.x - 1));
    if (SOURCE == RGBX) {
        return unpack(words[(uint(y) * sourcePitch >> 2) + column]);
    }
    uint at = uint(y) * sourcePitch + 3u * column;
    uint shift = (at & 3u) * 8u;
    uint low = words[at >> 2] >> shift;
    // The last byte of a pixel may lie in the next word.
    return unpack(shift <= 8u ? low : low | words[(at >> 2) + 1u] << (32u - shift));
}

void pixels(int x, int row_, out ivec3 row[5]) {
    int y = min(row_, sourceSize.y - 1);
    row[0] = pixel(x - 1, y);
    if (SOURCE == RGBX && x + 4 <= sourceSize.x) {
        uvec4 four = quads[(uint(y) * sourcePitch >> 4) + (uint(x) >> 2)];
        row[1] = unpack(four.x);
        row[2] = unpack(four.y);
        row[3] = unpack(four.z);
        row[4] = unpack(four.w);
    } else {
        for (int i = 1; i < 5; i++) {
            row[i] = pixel(x + i - 1, y);
        }
    }
}

int weigh(ivec3 color, ivec4 weights, int count) {
    return color.r * weights.x + color.g * weights.y + color.b * weights.z + count * weights.w;
}

// A Y'CbCr sample in the target's depth. The place is in samples from the row's start.
uint changed(uint rowStart, uint place) {
    uint at = rowStart + place * SAMPLE_BYTES;
    uint value = words[at >> 2] >> ((at & 3u) * 8u);
    value = (value & (SAMPLE_BYTES == 1u ? 0xFFu : 0xFFFFu)) >> SAMPLE_SHIFT;
    return min((value * DEPTH_FACTOR + DEPTH_HALF) / DEPTH_DIVISOR, uint(MAX));
}

uvec4 lumaSamples(int x, int y) {
    uint rowStart = uint(min(y, sourceSize.y - 1)) * sourcePitch;
    uvec4 samples;
    for (int i = 0; i < 4; i++) {
        samples[i] = changed(rowStart, uint(min(x + i, sourceSize.x - 1)));
    }
    return samples;
}

uvec2 chromaPair(int x, int y) {
    ivec2 size = (sourceSize + 1) / 2;
    uint column = uint(min(x, size.x - 1));
    uint row = uint(min(y, size.y - 1)) * chromaPitch;
    if (SOURCE == SEMI_PLANAR) {
        return uvec2(changed(cbOffset + row, 2u * column), changed(cbOffset + row, 2u * column + 1u));
    }
    return uvec2(changed(cbOffset + row, column), changed(crOffset + row, column));
}
#endif

uvec4 lumaOf(COLOR row[5]) {
    return uvec4(
        weigh(row[1], luma, 1) >> 16, weigh(row[2], luma, 1) >> 16, weigh(row[3], luma, 1) >> 16, weigh(row[4], luma, 1) >> 16);
}

// The sum is eight pixels; a sum may exceed the largest code value by one.
uvec2 chromaOf(COLOR sum) {
    return uvec2(min(weigh(sum, cb, 8) >> 19, MAX), min(weigh(sum, cr, 8) >> 19, MAX));
}

void store(int x, int y, uvec4 upper, uvec4 lower, uvec4 chroma) {
#ifdef TARGET_BUFFER
    uint rowStart = uint(y) * targetPitch;
    uint chromaStart = targetChroma + uint(y / 2) * targetPitch;
    if (TARGET_DEPTH == 8u) {
        uint column = uint(x);
        target[(rowStart + column) >> 2] = upper.x | upper.y << 8 | upper.z << 16 | upper.w << 24;
        target[(rowStart + targetPitch + column) >> 2] = lower.x | lower.y << 8 | lower.z << 16 | lower.w << 24;
        target[(chromaStart + column) >> 2] = chroma.x | chroma.y << 8 | chroma.z << 16 | chroma.w << 24;
    } else {
        uint column = 2u * uint(x);
        uint at = (rowStart + column) >> 2;
        target[at] = upper.x << 6 | upper.y << 22;
        target[at + 1u] = upper.z << 6 | upper.w << 22;
        at = (rowStart + targetPitch + column) >> 2;
        target[at] = lower.x << 6 | lower.y << 22;
        target[at + 1u] = lower.z << 6 | lower.w << 22;
        at = (chromaStart + column) >> 2;
        target[at] = chroma.x << 6 | chroma.y << 22;
        target[at + 1u] = chroma.z << 6 | chroma.w << 22;
    }
#else
    uint shift = TARGET_DEPTH == 8u ? 0u : 6u;
    for (int i = 0; i < 4; i++) {
        if (x + i < targetSize.x) {
            imageStore(lumaPlane, ivec2(x + i, y), uvec4(upper[i] << shift));
            imageStore(lumaPlane, ivec2(x + i, y + 1), uvec4(lower[i] << shift));
        }
    }
    imageStore(chromaPlane, ivec2(x / 2, y / 2), uvec4(chroma.xy << shift, 0, 0));
    if (x + 2 < targetSize.x) {
        imageStore(chromaPlane, ivec2(x / 2 + 1, y / 2), uvec4(chroma.zw << shift, 0, 0));
    }
#endif
}

void main() {
    int x = int(gl_GlobalInvocationID.x) * 4;
    int y = int(gl_GlobalInvocationID.y) * 2;
    if (x >= targetSize.x || y >= targetSize.y) {
        return;
    }
#ifdef SOURCE_BUFFER
    if (SOURCE == SEMI_PLANAR || SOURCE == PLANAR) {
        uvec4 chroma = uvec4(chromaPair(x / 2, y / 2), chromaPair(x / 2 + 1, y / 2));
        store(x, y, lumaSamples(x, y), lumaSamples(x, y + 1), chroma);
        return;
    }
#endif
    COLOR upper[5];
    COLOR lower[5];
    pixels(x, y, upper);
    pixels(x, y + 1, lower);
    COLOR first = upper[0] + lower[0] + 2 * (upper[1] + lower[1]) + upper[2] + lower[2];
    COLOR second = upper[2] + lower[2] + 2 * (upper[3] + lower[3]) + upper[4] + lower[4];
    store(x, y, lumaOf(upper), lumaOf(lower), uvec4(chromaOf(first), chromaOf(second)));
}
