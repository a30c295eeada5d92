// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameSize;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.frame.ReferenceNames;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.picture.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long an instant picture takes. Arguments: width, height. */
final class SpeedRun {
    private static final int ROUNDS = 20_000;

    private SpeedRun() {}

    public static void main(String[] arguments) {
        int width = Integer.parseInt(arguments[0]);
        int height = Integer.parseInt(arguments[1]);
        long[] times = instantTimes(width, height, ROUNDS);
        java.util.Arrays.sort(times);
        System.out.println("instant " + width + "x" + height + ": median " + times[ROUNDS / 2] / 1000.0 + " us, 99 % "
                + times[ROUNDS * 99 / 100] / 1000.0 + " us");
    }

    /** Nanoseconds of each of so many instant inter pictures. */
    static long[] instantTimes(int width, int height, int rounds) {
        SequenceHeader sequence =
                SequenceHeader.builder().maxFrameSize(width, height).build();
        FrameSize size = FrameSize.of(width, height);
        FrameHeader key = FrameHeader.builder()
                .frameType(FrameType.KEY_FRAME)
                .frameSize(size)
                .tileInfo(dev.moviemaker.bitstream.tile.TileLayout.of(sequence, size)
                        .fewest())
                .build();
        Picture source = Picture.allocate(width, height, 8);
        List<@Nullable DecodedReference> slots = new ArrayList<>(Collections.nCopies(8, null));
        long[] times = new long[rounds];
        try (PictureCoder coder = new PictureCoder(1)) {
            Collections.fill(
                    slots,
                    coder.code(PictureRequest.of(sequence, key, source, slots)).state());
            FrameHeader inter = key.toBuilder()
                    .frameType(FrameType.INTER_FRAME)
                    .showableFrame(true)
                    .errorResilientMode(false)
                    .referenceNames(ReferenceNames.all(0))
                    .refreshFrameFlags(1)
                    .orderHint(1)
                    .build();
            PictureRequest request = new PictureRequest(
                    sequence, inter, source, slots, PictureRequest.ObuForm.FRAME, PictureRequest.Effort.INSTANT, null);
            for (int i = 0; i < rounds; i++) {
                long start = System.nanoTime();
                coder.code(request);
                times[i] = System.nanoTime() - start;
            }
        }
        return times;
    }
}
