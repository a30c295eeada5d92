package dev.moviemaker.emulator;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.vulkan.raw.*;
import dev.moviemaker.vulkan.std.StdFlags;
import dev.moviemaker.vulkan.std.StdVideoAV1SequenceHeaderFlag;
import dev.moviemaker.vulkan.std.StdVideoEncodeAV1PictureInfoFlag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes that programs make. The client codes a key frame (0), a hidden P frame (1) and B frames (2 to 4). */
final class Misuses {
    /**
     * One mistake.
     *
     * @param name     what is done
     * @param expected the driver's rule, or part of a validation message
     * @param profile  profile it shows on
     * @param settings what is encoded
     * @param hooks    how it is done
     */
    record Misuse(String name, String expected, String profile, Settings settings, Hooks hooks) {
        /**
         * Whether the validation layers are to catch it. The driver's own rules are tried without layers, some of which end with a segmentation
         * fault on such programs (1.4.309: no session parameters, a query beyond its pool).
         */
        boolean forLayers() {
            return !expected.matches("[A-Z_]+");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Settings SHORT = Settings.of(320, 192, 6);
    private static final Arena ARENA = Arena.global();
    private final List<Misuse> list = new ArrayList<>();

    private Misuses() {}

    static List<Misuse> all() {
        Misuses misuses = new Misuses();
        misuses.sessions();
        misuses.scopes();
        misuses.slots();
        misuses.references();
        misuses.pictures();
        misuses.buffers();
        return misuses.list;
    }

    private void on(
            String profile, String name, String expected, Place place, int frame, Consumer<MemorySegment> change) {
        list.add(new Misuse(name, expected, profile, SHORT, Hooks.none().at(place, (number, struct) -> {
            if (number == frame || frame < 0) {
                change.accept(struct);
            }
        })));
    }

    private void add(String name, Rule rule, Place place, int frame, Consumer<MemorySegment> change) {
        on("maximal", name, rule.name(), place, frame, change);
    }

    private void sessions() {
        add(
                "bind index bound twice",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(VkBindVideoSessionMemoryInfoKHR.asSlice(s, 1), 0));
        add(
                "bind index beyond the requirements",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(s, 9));
        add(
                "session memory misaligned",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryOffset(s, 1));
        add(
                "session memory too small",
                Rule.SESSION_MEMORY_BIND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memorySize(s, 16));
        add(
                "session memory missing",
                Rule.SESSION_MEMORY_NOT_BOUND,
                Place.BIND,
                -1,
                s -> VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(s, 2));
        on(
                "maximal",
                "more slots than offered",
                "04847",
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.maxDpbSlots(s, 99));
        on(
                "maximal",
                "more references than offered",
                "04849",
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.maxActiveReferencePictures(s, 9));
        on(
                "maximal",
                "session larger than offered",
                "04851",
                Place.SESSION,
                -1,
                s -> VkExtent2D.width(VkVideoSessionCreateInfoKHR.maxCodedExtent(s), 5000));
        on(
                "maximal",
                "session of another format",
                "pictureFormat",
                Place.SESSION,
                -1,
                s -> VkVideoSessionCreateInfoKHR.pictureFormat(s, Vulkan.VK_FORMAT_R8G8B8A8_UNORM()));
        on(
                "maximal",
                "another Std header",
                "07190",
                Place.SESSION,
                -1,
                s -> VkExtensionProperties.extensionName(VkVideoSessionCreateInfoKHR.pStdHeaderVersion(s))
                        .setString(0, "VK_STD_vulkan_video_codec_h264_encode"));
        add(
                "film grain",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdFlags.setWord(
                        s, StdFlags.word(s) | StdVideoAV1SequenceHeaderFlag.FILM_GRAIN_PARAMS_PRESENT.mask()));
        add(
                "superblocks that are not offered",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdFlags.setWord(
                        s, StdFlags.word(s) | StdVideoAV1SequenceHeaderFlag.USE_128X128_SUPERBLOCK.mask()));
        add(
                "sequence larger than its session",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdVideoAV1SequenceHeader.max_frame_width_minus_1(s, (short) 639));
        add(
                "sequence of another depth",
                Rule.SEQUENCE_HEADER,
                Place.SEQUENCE,
                -1,
                s -> StdVideoAV1ColorConfig.BitDepth(StdVideoAV1SequenceHeader.pColorConfig(s), (byte) 10));
        add(
                "quality level of parameters out of range",
                Rule.QUALITY_LEVEL_RANGE,
                Place.PARAMETERS,
                -1,
                s -> VkVideoEncodeQualityLevelInfoKHR.qualityLevel(VkVideoSessionParametersCreateInfoKHR.pNext(s), 77));
    }

    private void scopes() {
        add(
                "no reset at first",
                Rule.SESSION_NOT_INITIALISED,
                Place.CONTROL,
                0,
                s -> VkVideoCodingControlInfoKHR.flags(
                        s, VkVideoCodingControlInfoKHR.flags(s) & ~Vulkan.VK_VIDEO_CODING_CONTROL_RESET_BIT_KHR()));
        add(
                "no parameters",
                Rule.PARAMETERS_MISSING,
                Place.BEGIN,
                1,
                s -> VkVideoBeginCodingInfoKHR.videoSessionParameters(s, 0));
        add(
                "rate control not repeated",
                Rule.RATE_CONTROL_STATE,
                Place.BEGIN,
                1,
                s -> VkVideoBeginCodingInfoKHR.pNext(s, MemorySegment.NULL));
        add(
                "rate control repeated wrongly",
                Rule.RATE_CONTROL_STATE,
                Place.BEGIN,
                2,
                s -> VkVideoEncodeRateControlInfoKHR.rateControlMode(VkVideoBeginCodingInfoKHR.pNext(s), 0));
        add(
                "quality level out of range",
                Rule.QUALITY_LEVEL_RANGE,
                Place.CONTROL,
                0,
                s -> VkVideoEncodeQualityLevelInfoKHR.qualityLevel(VkVideoCodingControlInfoKHR.pNext(s), 50));
        add(
                "quality level other than the parameters'",
                Rule.QUALITY_LEVEL_MISMATCH,
                Place.CONTROL,
                0,
                s -> VkVideoEncodeQualityLevelInfoKHR.qualityLevel(VkVideoCodingControlInfoKHR.pNext(s), 1));
        on(
                "minimal",
                "rate control mode that is not offered",
                Rule.RATE_CONTROL_VALUES.name(),
                Place.CONTROL,
                0,
                s -> VkVideoEncodeRateControlInfoKHR.rateControlMode(
                        VkVideoEncodeQualityLevelInfoKHR.pNext(VkVideoCodingControlInfoKHR.pNext(s)), 2));
        add("query pool of another profile", Rule.QUERY_SCOPE, Place.QUERY_POOL, -1, s -> {
            MemorySegment profile = VkQueryPoolVideoEncodeFeedbackCreateInfoKHR.pNext(VkQueryPoolCreateInfo.pNext(s));
            VkVideoEncodeUsageInfoKHR.tuningMode(
                    VkVideoEncodeAV1ProfileInfoKHR.pNext(VkVideoProfileInfoKHR.pNext(profile)), 1);
        });
        add(
                "query beyond its pool",
                Rule.QUERY_SCOPE,
                Place.QUERY_POOL,
                -1,
                s -> VkQueryPoolCreateInfo.queryCount(s, 1));
        list.add(new Misuse(
                "constantQIndex with rate control",
                Rule.CONSTANT_Q_INDEX.name(),
                "maximal",
                SHORT.rate(2, 500_000, true),
                Hooks.none().at(Place.PICTURE, (frame, s) -> VkVideoEncodeAV1PictureInfoKHR.constantQIndex(s, 128))));
        list.add(new Misuse(
                "CBR with a higher maximum",
                Rule.RATE_CONTROL_VALUES.name(),
                "maximal",
                SHORT.rate(2, 500_000, true),
                Hooks.none()
                        .at(
                                Place.CONTROL,
                                (frame, s) -> VkVideoEncodeRateControlLayerInfoKHR.maxBitrate(
                                        VkVideoEncodeRateControlInfoKHR.pLayers(VkVideoEncodeQualityLevelInfoKHR.pNext(
                                                VkVideoCodingControlInfoKHR.pNext(s))),
                                        900_000))));
        list.add(new Misuse(
                "no virtual buffer",
                Rule.RATE_CONTROL_VALUES.name(),
                "maximal",
                SHORT.rate(4, 500_000, true),
                Hooks.none()
                        .at(
                                Place.CONTROL,
                                (frame, s) -> VkVideoEncodeRateControlInfoKHR.virtualBufferSizeInMs(
                                        VkVideoEncodeQualityLevelInfoKHR.pNext(VkVideoCodingControlInfoKHR.pNext(s)),
                                        0))));
        list.add(new Misuse(
                "frame rate of zero",
                Rule.RATE_CONTROL_VALUES.name(),
                "maximal",
                SHORT.rate(4, 500_000, true),
                Hooks.none()
                        .at(
                                Place.CONTROL,
                                (frame, s) -> VkVideoEncodeRateControlLayerInfoKHR.frameRateDenominator(
                                        VkVideoEncodeRateControlInfoKHR.pLayers(VkVideoEncodeQualityLevelInfoKHR.pNext(
                                                VkVideoCodingControlInfoKHR.pNext(s))),
                                        0))));
    }

    private void slots() {
        add(
                "slot beyond the session at begin",
                Rule.SLOT_RANGE,
                Place.BEGIN_SLOTS,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 40));
        add(
                "inactive slot at begin",
                Rule.SLOT_INACTIVE,
                Place.BEGIN_SLOTS,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 3));
        add(
                "slot with another picture at begin",
                Rule.SLOT_PICTURE_MISMATCH,
                Place.BEGIN_SLOTS,
                2,
                s -> VkVideoReferenceSlotInfoKHR.pPictureResource(
                        s, VkVideoReferenceSlotInfoKHR.pPictureResource(VkVideoReferenceSlotInfoKHR.asSlice(s, 1))));
        add("reference picture not listed at begin", Rule.RESOURCE_NOT_BOUND, Place.BEGIN, 1, s -> {
            VkVideoBeginCodingInfoKHR.referenceSlotCount(s, 1);
            VkVideoBeginCodingInfoKHR.pReferenceSlots(
                    s, VkVideoReferenceSlotInfoKHR.asSlice(VkVideoBeginCodingInfoKHR.pReferenceSlots(s), 1));
        });
        add(
                "setup picture not listed at begin",
                Rule.RESOURCE_NOT_BOUND,
                Place.BEGIN,
                1,
                s -> VkVideoBeginCodingInfoKHR.referenceSlotCount(s, 1));
        add(
                "no setup slot",
                Rule.SETUP_SLOT_MISSING,
                Place.ENCODE,
                1,
                s -> VkVideoEncodeInfoKHR.pSetupReferenceSlot(s, MemorySegment.NULL));
        add(
                "setup slot that is read",
                Rule.SETUP_SLOT_READ,
                Place.ENCODE,
                1,
                s -> VkVideoEncodeInfoKHR.pSetupReferenceSlot(s, VkVideoEncodeInfoKHR.pReferenceSlots(s)));
        add(
                "setup slot beyond the session",
                Rule.SLOT_RANGE,
                Place.SETUP,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 40));
        add(
                "setup slot with another order hint",
                Rule.REFERENCE_ORDER_HINT,
                Place.SETUP,
                1,
                s -> StdVideoEncodeAV1ReferenceInfo.OrderHint(std(s), (byte) 99));
    }

    private static MemorySegment std(MemorySegment slot) {
        return VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(VkVideoReferenceSlotInfoKHR.pNext(slot));
    }

    private static MemorySegment names(MemorySegment picture) {
        return VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(picture);
    }

    private void references() {
        add("ref_frame_idx of another picture", Rule.REFERENCE_MAP_MISMATCH, Place.STD, 2, s -> {
            MemorySegment index = StdVideoEncodeAV1PictureInfo.ref_frame_idx(s);
            index.set(ValueLayout.JAVA_BYTE, 0, (byte) (index.get(ValueLayout.JAVA_BYTE, 0) ^ 4));
        });
        add(
                "ref_frame_idx out of range",
                Rule.FRAME_HEADER,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.ref_frame_idx(s).set(ValueLayout.JAVA_BYTE, 5, (byte) 9));
        add(
                "ref_order_hint of another picture",
                Rule.REFERENCE_ORDER_HINT,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.ref_order_hint(s).fill((byte) 55));
        add(
                "reference with another order hint",
                Rule.REFERENCE_ORDER_HINT,
                Place.REFERENCES,
                1,
                s -> StdVideoEncodeAV1ReferenceInfo.OrderHint(std(s), (byte) 77));
        add(
                "reference with another frame type",
                Rule.REFERENCE_FRAME_TYPE,
                Place.REFERENCES,
                1,
                s -> StdVideoEncodeAV1ReferenceInfo.frame_type(std(s), 1));
        add(
                "reference slot that holds nothing",
                Rule.SLOT_INACTIVE,
                Place.REFERENCES,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 3));
        add(
                "name of a slot that is not listed",
                Rule.REFERENCE_NAMES,
                Place.PICTURE,
                1,
                s -> names(s).setAtIndex(ValueLayout.JAVA_INT, 3, 2));
        add(
                "listed slot without a name",
                Rule.REFERENCE_NAMES,
                Place.PICTURE,
                2,
                s -> names(s).setAtIndex(ValueLayout.JAVA_INT, 6, -1));
        add(
                "unused name that is not -1",
                Rule.TOLERATED,
                Place.PICTURE,
                1,
                s -> names(s).setAtIndex(ValueLayout.JAVA_INT, 5, -7));
        on("radv-rdna3", "name outside the mask", Rule.REFERENCE_NAME_MASK.name(), Place.PICTURE, 1, s -> {
            names(s).setAtIndex(ValueLayout.JAVA_INT, 6, names(s).getAtIndex(ValueLayout.JAVA_INT, 0));
            names(s).setAtIndex(ValueLayout.JAVA_INT, 0, -1);
        });
        on(
                "radv-rdna3",
                "prediction mode that is not offered",
                Rule.PREDICTION_MODE.name(),
                Place.PICTURE,
                1,
                s -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 3));
        add(
                "key frame with an inter mode",
                Rule.PREDICTION_MODE,
                Place.PICTURE,
                0,
                s -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 1));
        add(
                "inter frame with the intra mode",
                Rule.PREDICTION_MODE,
                Place.PICTURE,
                1,
                s -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 0));
        add(
                "primary_ref_frame without a slot",
                Rule.PRIMARY_REF_FRAME,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.primary_ref_frame(s, (byte) 5));
    }

    private void pictures() {
        add(
                "order_hint with too many bits",
                Rule.ORDER_HINT_RANGE,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.order_hint(s, (byte) 200));
        add(
                "key frame that keeps references",
                Rule.REFRESH_FLAGS,
                Place.STD,
                0,
                s -> StdVideoEncodeAV1PictureInfo.refresh_frame_flags(s, (byte) 0x0F));
        add(
                "segmentation structure",
                Rule.SEGMENTATION,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.pSegmentation(s, StdVideoAV1Segmentation.allocate(ARENA)));
        add(
                "frame size override",
                Rule.FRAME_HEADER,
                Place.STD,
                1,
                s -> StdFlags.setWord(
                        s, StdFlags.word(s) | StdVideoEncodeAV1PictureInfoFlag.FRAME_SIZE_OVERRIDE_FLAG.mask()));
        add(
                "TxMode of lossless frames",
                Rule.FRAME_HEADER,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.TxMode(s, 0));
        add("more tiles than offered", Rule.TILES, Place.STD, 1, s -> {
            MemorySegment tiles = StdVideoAV1TileInfo.allocate(ARENA);
            StdFlags.setWord(tiles, 1);
            StdVideoAV1TileInfo.TileCols(tiles, (byte) 100);
            StdVideoAV1TileInfo.TileRows(tiles, (byte) 1);
            StdVideoEncodeAV1PictureInfo.pTileInfo(s, tiles);
        });
        add(
                "coded extent other than the sequence's",
                Rule.CODED_EXTENT,
                Place.ENCODE,
                1,
                s -> VkExtent2D.width(
                        VkVideoPictureResourceInfoKHR.codedExtent(VkVideoEncodeInfoKHR.srcPictureResource(s)), 304));
        on(
                "minimal",
                "constantQIndex out of range",
                Rule.CONSTANT_Q_INDEX.name(),
                Place.PICTURE,
                0,
                s -> VkVideoEncodeAV1PictureInfoKHR.constantQIndex(s, 250));
    }

    private void buffers() {
        on("radv-rdna4", "bitstream offset misaligned", Rule.BITSTREAM_RANGE.name(), Place.ENCODE, 0, s -> {
            VkVideoEncodeInfoKHR.dstBufferOffset(s, 8);
            VkVideoEncodeInfoKHR.dstBufferRange(s, 32768);
        });
        add(
                "bitstream range beyond its buffer",
                Rule.BITSTREAM_RANGE,
                Place.ENCODE,
                0,
                s -> VkVideoEncodeInfoKHR.dstBufferRange(s, 1L << 30));
        add(
                "bitstream range too small",
                Rule.BITSTREAM_OVERFLOW,
                Place.ENCODE,
                0,
                s -> VkVideoEncodeInfoKHR.dstBufferRange(s, 8));
        add(
                "bitstream buffer without profile",
                Rule.BITSTREAM_RANGE,
                Place.BITSTREAM_BUFFER,
                -1,
                s -> VkBufferCreateInfo.pNext(s, MemorySegment.NULL));
        add(
                "source image without profile",
                Rule.PICTURE_FORMAT,
                Place.SOURCE_IMAGE,
                -1,
                s -> VkImageCreateInfo.pNext(s, MemorySegment.NULL));
        add(
                "reference image without profile",
                Rule.PICTURE_FORMAT,
                Place.DPB_IMAGE,
                -1,
                s -> VkImageCreateInfo.pNext(s, MemorySegment.NULL));
    }
}
