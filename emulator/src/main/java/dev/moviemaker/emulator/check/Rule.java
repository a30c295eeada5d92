// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.check;

/** The rules that this driver checks by itself, in the order of a recording's life. Tests assert on their names. */
public enum Rule {
    /** A session for more reference pictures than there can be. */
    SESSION_LIMITS("maxDpbSlots and maxActiveReferencePictures of a session lie within the capabilities"),
    /** A session without all of its memory bound is used. */
    SESSION_MEMORY_NOT_BOUND("every memory binding of a session is bound before its first coding scope"),
    /** A session's bind index is bound twice, misaligned or too small. */
    SESSION_MEMORY_BIND("a session's memory is bound once per index, aligned, inside the allocation and large enough"),
    /** The first coding scope of a session does not reset it. */
    SESSION_NOT_INITIALISED("a new session is reset in its first coding scope before anything is encoded"),
    /** A coding scope without session parameters. */
    PARAMETERS_MISSING("a coding scope of AV1 encode has a session parameters object"),
    /** Session parameters made for another session. */
    PARAMETERS_OF_OTHER_SESSION("session parameters are used with the session they were made for"),
    /** The session's quality level differs from that of the parameters. */
    QUALITY_LEVEL_MISMATCH("session and session parameters have the same quality level"),
    /** A quality level that does not exist. */
    QUALITY_LEVEL_RANGE("a quality level is below maxQualityLevels"),
    /** A video command outside a coding scope, or a scope inside a scope. */
    CODING_SCOPE("video commands stand inside one coding scope, scopes do not nest and end in their command buffer"),
    /** The rate control state of Begin is not the current one. */
    RATE_CONTROL_STATE("begin of a coding scope repeats the current rate control state"),
    /** Rate control values that the capabilities do not allow. */
    RATE_CONTROL_VALUES("rate control values lie within the capabilities"),
    /** A constant quantizer index out of place or range. */
    CONSTANT_Q_INDEX("constantQIndex is 0 unless rate control is off, and then within the capabilities"),
    /** A slot that is out of range. */
    SLOT_RANGE("slot indices lie below the session's maxDpbSlots"),
    /** A slot is named at Begin that holds nothing. */
    SLOT_INACTIVE("slots named at begin or as a reference are active"),
    /** A slot is named with a picture other than the one it holds. */
    SLOT_PICTURE_MISMATCH("a slot is named with the picture resource that it holds"),
    /** A picture is used that was not listed at Begin. */
    RESOURCE_NOT_BOUND("pictures used by an encode command are listed at begin of its scope"),
    /** No setup slot where the session has slots. */
    SETUP_SLOT_MISSING("an encode command names a setup slot when the session has slots"),
    /** The setup slot is also read. */
    SETUP_SLOT_READ("the picture that is written is not among the references of the same command"),
    /** A reference slot whose picture is not what the reference map says. */
    REFERENCE_MAP_MISMATCH("the slot of a reference name holds the picture that ref_frame_idx stands for"),
    /** Reference name table and slot list disagree. */
    REFERENCE_NAMES("referenceNameSlotIndices and pReferenceSlots name the same slots"),
    /** A reference name outside the mask of its prediction mode. */
    REFERENCE_NAME_MASK("the reference names of a prediction mode lie within the mask of the capabilities"),
    /** Order hints of a reference differ from what was coded. */
    REFERENCE_ORDER_HINT("order hints of references are those they were coded with"),
    /** Frame type of a reference differs from what was coded. */
    REFERENCE_FRAME_TYPE("the frame type of a reference is the one it was coded with"),
    /** The order hint has too many bits. */
    ORDER_HINT_RANGE("order_hint fits OrderHintBits"),
    /** refresh_frame_flags that do not fit the frame. */
    REFRESH_FLAGS("refresh_frame_flags fit the frame type and the setup slot"),
    /** DPB image content is not what was reconstructed. */
    DPB_CONTENT_CHANGED("nothing but encode commands writes pictures of active slots"),
    /** DPB image content was discarded. */
    DPB_CONTENT_DISCARDED("pictures of active slots are not discarded by a transition from UNDEFINED"),
    /** A picture whose memory is not bound. */
    PICTURE_MEMORY_NOT_BOUND("images of pictures have memory"),
    /** Memory, image, buffer or view is freed while in use. */
    FREED_WHILE_IN_USE("objects are not destroyed and memory not freed before work that uses them is done"),
    /** Something destroyed is used. */
    USED_AFTER_FREE("objects are not used after they were destroyed"),
    /** Bitstream range outside of the buffer or misaligned. */
    BITSTREAM_RANGE("the bitstream range is aligned and lies inside a buffer made for it"),
    /** The bitstream did not fit. */
    BITSTREAM_OVERFLOW("the bitstream range is large enough for the picture"),
    /** A query is used that was not reset. */
    QUERY_NOT_RESET("queries are reset before they are used"),
    /** Query commands that do not fit together. */
    QUERY_SCOPE("a feedback query is begun and ended around one encode command, in one scope"),
    /** Coded extent differs from the sequence header. */
    CODED_EXTENT("the coded extent is the sequence header's and lies within session and image"),
    /** Frame header values that AV1 does not allow. */
    FRAME_HEADER("the frame header is legal AV1"),
    /** A sequence header that AV1 or the profile does not allow. */
    SEQUENCE_HEADER("the sequence header is legal AV1 and within the capabilities"),
    /** Segmentation asked for. */
    SEGMENTATION("segmentation is not used"),
    /** Tiles outside the capabilities. */
    TILES("tiles lie within the capabilities"),
    /** A prediction mode that does not fit. */
    PREDICTION_MODE("the prediction mode is offered and fits the frame type and its references"),
    /** primary_ref_frame without a slot. */
    PRIMARY_REF_FRAME("primary_ref_frame names a reference that has a slot"),
    /** A format, profile or image that does not fit the session. */
    PICTURE_FORMAT("pictures have the session's formats"),
    /** A session for R'G'B' sources without the feature or a conversion that is offered. */
    RGB_CONVERSION(
            "a session for R'G'B' sources says how to convert them, with what the capabilities offer and the device "
                    + "enabled"),
    /** A quantization map that does not fit its session, its parameters or its picture. */
    QUANTIZATION_MAP(
            "a quantization map is allowed by its session, has the texel size of its parameters and covers the "
                    + "picture with values within the capabilities"),
    /** Intra refresh that its session or the capabilities do not allow. */
    INTRA_REFRESH(
            "intra refresh is allowed by its session, within the capabilities, and references are dirty in the regions "
                    + "that the cycle has not come to"),
    /** Separate images where the driver has layers only. */
    SEPARATE_IMAGES("reference pictures are layers of one image unless separate images are offered"),
    /** An object is still alive when its device or instance is destroyed. */
    LEAKED("every object is destroyed before its device"),
    /** A usage that real drivers tolerate. */
    TOLERATED("values that must be zero or null are so"),
    /** A queue that the device was not made with. */
    QUEUE_NOT_CREATED("queues are those that the device was made with"),
    /** A command that the queue family does not have. */
    QUEUE_COMMAND("command buffers of the encode family hold only its commands");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** Returns what has to hold, in one sentence. */
    public String text() {
        return text;
    }
}
