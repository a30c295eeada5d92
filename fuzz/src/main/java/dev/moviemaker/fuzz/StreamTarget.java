// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.cli.stream.StreamRecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.Channels;

/** What another program writes to {@code av1 record-stream}. */
public final class StreamTarget {
    private StreamTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limits.run(() -> {
            try (StreamRecordReader reader =
                    new StreamRecordReader(Channels.newChannel(new ByteArrayInputStream(data)), "fuzz")) {
                boolean more = true;
                while (more) {
                    StreamRecordReader.Item item = reader.next();
                    // A picture's memory is the caller's; what a fuzzer sends has no room for a large one.
                    more = item != null && item.bytes() <= data.length && read(reader, item);
                }
            } catch (IOException documented) {
                // Says what is wrong with it.
            }
        });
    }

    private static boolean read(StreamRecordReader reader, StreamRecordReader.Item item) throws IOException {
        if (item instanceof StreamRecordReader.Item.Slot) {
            return true;
        }
        try (Arena arena = Arena.ofConfined()) {
            return reader.read(arena.allocate(Math.max(1, item.bytes())).asSlice(0, item.bytes()));
        }
    }
}
