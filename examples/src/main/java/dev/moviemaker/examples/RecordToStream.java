// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Output;
import dev.moviemaker.recorder.MovieMaker;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Records to a stream, as a server would answer a request: MP4 in fragments, without seeking. */
final class RecordToStream {
    private RecordToStream() {}

    public static void main(String[] args) throws IOException {
        try (OutputStream stream = Files.newOutputStream(Path.of(args[0]));
                MovieMaker maker = MovieMaker.create()) {
            maker.configure(EncoderSettings.builder().width(320).height(180).build());
            maker.start(Output.stream(stream, "mp4"));
            BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
            for (int frame = 0; frame < 30; frame++) {
                image.setRGB(frame, 90, 0xFFFFFF);
                maker.record(Frame.of(image));
            }
            maker.finish();
        }
    }
}
