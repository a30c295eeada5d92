// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.Y4mHeader;
import dev.moviemaker.media.input.Y4mReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** YUV4MPEG2: the header looked at and read, every frame read to its last byte. */
public final class Y4mTarget {
    private Y4mTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limits.run(() -> {
            try {
                Optional<Y4mHeader> header = Y4mHeader.peek(new ByteArrayInputStream(data), "fuzz");
                if (header.isPresent() && header.get().direct().isPresent()) {
                    read(data, header.get());
                }
            } catch (IOException documented) {
                // Says what is wrong with it.
            }
        });
    }

    private static void read(byte[] data, Y4mHeader header) throws IOException {
        try (Y4mReader reader = new Y4mReader(new ByteArrayInputStream(data), "fuzz")) {
            Limits.require(reader.video().orElseThrow().width() == header.width(), "two widths were read");
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
                Samples.touch(frame);
                item = reader.next();
            }
        }
    }
}
