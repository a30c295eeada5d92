// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.SequenceHeader;

/** {@code frame_size()}, {@code render_size()} and {@code frame_size_with_refs()} (5.9.5 to 5.9.8), read or written. */
final class FrameSizeSyntax {
    private FrameSizeSyntax() {}

    static FrameSize code(Syntax s, SequenceHeader sequence, boolean override, FrameSize v) {
        s.section("5.9.5");
        s.inferred("found_ref", v.foundRef(), -1);
        int width = sequence.maxFrameWidth();
        int height = sequence.maxFrameHeight();
        if (override) {
            width = 1 + s.f("frame_width_minus_1", sequence.frameWidthBitsMinus1() + 1, v.upscaledWidth() - 1);
            height = 1 + s.f("frame_height_minus_1", sequence.frameHeightBitsMinus1() + 1, v.frameHeight() - 1);
            s.demand(
                    width <= sequence.maxFrameWidth(),
                    "frame_width_minus_1",
                    width - 1,
                    "0 to " + sequence.maxFrameWidthMinus1(),
                    "6.8.4");
            s.demand(
                    height <= sequence.maxFrameHeight(),
                    "frame_height_minus_1",
                    height - 1,
                    "0 to " + sequence.maxFrameHeightMinus1(),
                    "6.8.4");
        } else {
            s.inferred("UpscaledWidth", v.upscaledWidth(), width);
            s.inferred("FrameHeight", v.frameHeight(), height);
        }
        FrameSize size = superres(s, sequence, FrameSize.of(width, height), v);
        s.section("5.9.6");
        int renderWidth = width;
        int renderHeight = height;
        boolean different = s.flag("render_and_frame_size_different", v.renderAndFrameSizeDifferent());
        if (different) {
            renderWidth = 1 + s.f("render_width_minus_1", 16, v.renderWidth() - 1);
            renderHeight = 1 + s.f("render_height_minus_1", 16, v.renderHeight() - 1);
        } else {
            s.inferred("RenderWidth", v.renderWidth(), renderWidth);
            s.inferred("RenderHeight", v.renderHeight(), renderHeight);
        }
        return rendered(size, -1, different, renderWidth, renderHeight);
    }

    static FrameSize withRefs(Syntax s, SequenceHeader sequence, ReferenceState state, Ints refFrameIdx, FrameSize v) {
        s.section("5.9.7");
        s.demand(v.foundRef() >= -1 && v.foundRef() < 7, "found_ref", v.foundRef(), "-1 to 6", "5.9.7");
        for (int i = 0; i < ReferenceNames.REFS_PER_FRAME; i++) {
            if (s.flag("found_ref", v.foundRef() == i)) {
                FrameHeader stored = state.slot(refFrameIdx.get(i)).header();
                if (stored == null) {
                    throw new SyntaxException("found_ref", 1, "0 for an empty slot", "5.9.7");
                }
                FrameSize from = stored.frameSize();
                s.inferred("UpscaledWidth", v.upscaledWidth(), from.upscaledWidth());
                s.inferred("FrameHeight", v.frameHeight(), from.frameHeight());
                s.inferred("render_and_frame_size_different", v.renderAndFrameSizeDifferent(), false);
                s.inferred("RenderWidth", v.renderWidth(), from.renderWidth());
                s.inferred("RenderHeight", v.renderHeight(), from.renderHeight());
                FrameSize size = superres(s, sequence, FrameSize.of(from.upscaledWidth(), from.frameHeight()), v);
                return rendered(size, i, false, from.renderWidth(), from.renderHeight());
            }
        }
        return code(s, sequence, true, v);
    }

    private static FrameSize superres(Syntax s, SequenceHeader sequence, FrameSize size, FrameSize v) {
        s.section("5.9.8");
        boolean use = sequence.enableSuperres()
                ? s.flag("use_superres", v.useSuperres())
                : s.inferred("use_superres", v.useSuperres(), false);
        FrameSize result = size;
        if (use) {
            result = size.withSuperres(FrameSize.SUPERRES_DENOM_MIN + s.f("coded_denom", 3, v.codedDenom()));
        } else {
            s.inferred("coded_denom", v.codedDenom(), 0);
        }
        s.inferred("FrameWidth", v.frameWidth(), result.frameWidth());
        return result;
    }

    private static FrameSize rendered(FrameSize size, int foundRef, boolean different, int width, int height) {
        return new FrameSize(
                size.upscaledWidth(),
                size.frameWidth(),
                size.frameHeight(),
                size.useSuperres(),
                size.codedDenom(),
                foundRef,
                different,
                width,
                height);
    }

    /** Checks the rules for the sizes of references (6.8.6). */
    static void checkReferences(Syntax s, ReferenceState state, Ints refFrameIdx, FrameSize size) {
        for (int i = 0; i < refFrameIdx.length(); i++) {
            FrameHeader stored = state.slot(refFrameIdx.get(i)).header();
            if (stored == null) {
                continue;
            }
            int width = stored.frameSize().upscaledWidth();
            int height = stored.frameSize().frameHeight();
            s.demand(
                    2 * size.frameWidth() >= width && size.frameWidth() <= 16 * width,
                    "FrameWidth",
                    size.frameWidth(),
                    "half to 16 times " + width + ", the width of reference " + i,
                    "6.8.6");
            s.demand(
                    2 * size.frameHeight() >= height && size.frameHeight() <= 16 * height,
                    "FrameHeight",
                    size.frameHeight(),
                    "half to 16 times " + height + ", the height of reference " + i,
                    "6.8.6");
        }
    }
}
