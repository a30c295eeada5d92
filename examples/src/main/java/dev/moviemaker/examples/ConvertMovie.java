// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.RateControlMode;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.media.transcode.Transcoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Converts a movie, with its sound, at a constant frame rate; any thread may call {@code transcoder.cancel()}. */
final class ConvertMovie {
    private ConvertMovie() {}

    public static void main(String[] args) throws IOException {
        RecordingListener progress = new RecordingListener() {
            @Override
            public void progress(RecordingStatistics statistics) {
                System.out.println(statistics.framesEncoded() + " frames");
            }
        };
        // begin
        try (Transcoder transcoder = Transcoder.builder()
                .input(Path.of(args[0]))
                .output(Path.of(args[1]))
                .constantFrameRate()
                .settings(settings -> settings.rateControl(RateControlMode.CRF).quality(70))
                .listener(progress, Duration.ofSeconds(1))
                .open()) {
            transcoder.run();
        }
        // end
    }
}
