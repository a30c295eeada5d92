// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Records 4K at 60 frames per second with four tiles and prints figures while it does. */
final class Record4k60 {
    private Record4k60() {}

    public static void main(String[] args) {
        // begin
        try (MovieMaker maker = MovieMaker.create();
                Arena arena = Arena.ofConfined()) {
            maker.configure(EncoderSettings.builder()
                    .width(3840)
                    .height(2160)
                    .framerate(Rational.of(60))
                    .rateControl(RateControlMode.VBR)
                    .bitrate(20_000_000)
                    .maxBitrate(30_000_000)
                    .level(60)
                    .tileCols(2)
                    .tileRows(2)
                    .build());
            maker.start(Path.of(args[0]));
            MemorySegment pixels = arena.allocate(PixelFormat.NV12.frameBytes(3840, 2160));
            for (int frame = 0; frame < Integer.parseInt(args[1]); frame++) {
                pixels.fill((byte) (100 + frame));
                maker.record(Frame.of(PixelFormat.NV12, 3840, 2160, pixels));
                RecordingStatistics now = maker.statistics();
                System.out.printf(
                        "%d encoded, %d waiting, %.1f fps, p99 %.1f ms%n",
                        now.framesEncoded(),
                        now.framesQueued(),
                        now.framesPerSecond(),
                        now.latency().p99().toNanos() / 1e6);
            }
            maker.finish();
        }
        // end
    }
}
