// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioBlock.SampleFormat;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.recorder.MovieMaker;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Records Java images with a tone. */
final class RecordImages {
    private RecordImages() {}

    public static void main(String[] args) {
        // begin
        EncoderSettings settings = EncoderSettings.builder()
                .width(640)
                .height(360)
                .audio(new AudioFormat(48_000, 1))
                .build();
        BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings);
            maker.start(Path.of(args[0]));
            for (int frame = 0; frame < 30; frame++) {
                graphics.setColor(Color.getHSBColor(frame / 30f, 0.7f, 0.9f));
                graphics.fillRect(0, 0, 640, 360);
                maker.record(Frame.of(image));
                maker.record(tone(frame * 1600, 1600));
            }
            maker.finish();
        }
        // end
    }

    /** A 440 Hz tone: sample frames {@code from} to {@code from + count}. */
    private static AudioBlock tone(int from, int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = 0.3f * (float) Math.sin(2 * Math.PI * 440 * (from + i) / 48_000);
        }
        return new AudioBlock(MemorySegment.ofArray(samples), SampleFormat.F32, 48_000, 1);
    }
}
