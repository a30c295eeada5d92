// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of the bits of Vulkan's flags, without their common prefixes and the ending {@code _BIT_KHR}. */
enum BitNames {
    QUEUE(consecutive(
            "GRAPHICS", "COMPUTE", "TRANSFER", "SPARSE_BINDING", "PROTECTED", "VIDEO_DECODE", "VIDEO_ENCODE")),
    CODEC_OPERATION(Map.of(
            1, "DECODE_H264",
            2, "DECODE_H265",
            4, "DECODE_AV1",
            8, "DECODE_VP9",
            0x10000, "ENCODE_H264",
            0x20000, "ENCODE_H265",
            0x40000, "ENCODE_AV1")),
    VIDEO_CAPABILITY(consecutive("PROTECTED_CONTENT", "SEPARATE_REFERENCE_IMAGES")),
    ENCODE_CAPABILITY(consecutive(
            "PRECEDING_EXTERNALLY_ENCODED_BYTES",
            "INSUFFICIENT_BITSTREAM_BUFFER_RANGE_DETECTION",
            "QUANTIZATION_DELTA_MAP",
            "EMPHASIS_MAP")),
    RATE_CONTROL(consecutive("DISABLED", "CBR", "VBR")),
    AV1_RATE_CONTROL(consecutive(
            "REGULAR_GOP", "TEMPORAL_LAYER_PATTERN_DYADIC", "REFERENCE_PATTERN_FLAT", "REFERENCE_PATTERN_DYADIC")),
    FEEDBACK(consecutive(
            "BITSTREAM_BUFFER_OFFSET",
            "BITSTREAM_BYTES_WRITTEN",
            "BITSTREAM_HAS_OVERRIDES",
            "AVERAGE_QUANTIZATION",
            "MIN_QUANTIZATION",
            "MAX_QUANTIZATION",
            "INTRA_PIXELS",
            "INTER_PIXELS",
            "SKIPPED_PIXELS",
            "PICTURE_PARTITION_COUNT")),
    AV1_CAPABILITY(consecutive(
            "PER_RATE_CONTROL_GROUP_MIN_MAX_Q_INDEX",
            "GENERATE_OBU_EXTENSION_HEADER",
            "PRIMARY_REFERENCE_CDF_ONLY",
            "FRAME_SIZE_OVERRIDE",
            "MOTION_VECTOR_SCALING",
            "COMPOUND_PREDICTION_INTRA_REFRESH")),
    SUPERBLOCK(consecutive("64", "128")),
    REFERENCE_NAME(consecutive("LAST", "LAST2", "LAST3", "GOLDEN", "BWDREF", "ALTREF2", "ALTREF")),
    STD_SYNTAX(consecutive("UNIFORM_TILE_SPACING_FLAG_SET", "SKIP_MODE_PRESENT_UNSET", "PRIMARY_REF_FRAME", "DELTA_Q")),
    USAGE(consecutive("TRANSCODING", "STREAMING", "RECORDING", "CONFERENCING")),
    RGB_MODEL(consecutive("RGB_IDENTITY", "YCBCR_IDENTITY", "YCBCR_709", "YCBCR_601", "YCBCR_2020")),
    RGB_RANGE(consecutive("FULL_RANGE", "NARROW_RANGE")),
    INTRA_REFRESH_MODE(consecutive("PER_PICTURE_PARTITION", "BLOCK_BASED", "BLOCK_ROW_BASED", "BLOCK_COLUMN_BASED")),
    CHROMA_OFFSET(consecutive("COSITED_EVEN", "MIDPOINT")),
    IMAGE_CREATE(Map.of(
            0x8, "MUTABLE_FORMAT",
            0x100, "EXTENDED_USAGE",
            0x200, "DISJOINT",
            0x400, "ALIAS",
            0x800, "PROTECTED",
            0x100000, "VIDEO_PROFILE_INDEPENDENT")),
    IMAGE_USAGE(Map.of(
            0x1, "TRANSFER_SRC",
            0x2, "TRANSFER_DST",
            0x4, "SAMPLED",
            0x8, "STORAGE",
            0x10, "COLOR_ATTACHMENT",
            0x2000, "VIDEO_ENCODE_DST",
            0x4000, "VIDEO_ENCODE_SRC",
            0x8000, "VIDEO_ENCODE_DPB",
            0x2000000, "VIDEO_ENCODE_QUANTIZATION_DELTA_MAP"));

    private static final List<String> TUNING =
            List.of("DEFAULT", "HIGH_QUALITY", "LOW_LATENCY", "ULTRA_LOW_LATENCY", "LOSSLESS");

    @SuppressWarnings("ImmutableEnumChecker") // all are made by Map.of and Map.copyOf
    private final Map<Integer, String> names;

    BitNames(Map<Integer, String> names) {
        this.names = names;
    }

    private static Map<Integer, String> consecutive(String... names) {
        Map<Integer, String> map = new java.util.HashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(1 << i, names[i]);
        }
        return Map.copyOf(map);
    }

    /** The names of the bits that are set, lowest first; a bit without a name as a number. */
    List<String> of(int flags) {
        List<String> set = new ArrayList<>();
        for (int rest = flags; rest != 0; rest &= rest - 1) {
            int bit = Integer.lowestOneBit(rest);
            set.add(names.getOrDefault(bit, "0x%x".formatted(bit)));
        }
        return set;
    }

    /** The name of a {@code VkVideoEncodeTuningModeKHR}. */
    static String tuning(int mode) {
        return TUNING.get(mode);
    }
}
