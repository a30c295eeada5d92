// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OutputException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up in the middle of a recording. */
class FullDiskTest {
    private static final int SIDE = 256;
    private static final int SOUND_RATE = 48000;

    @TempDir
    Path folder;

    private boolean mounted;

    @BeforeEach
    void mountTinyDisk() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "there is no mount here to make a tiny disk");
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString())
                .redirectErrorStream(true)
                .start();
        mount.getInputStream().readAllBytes();
        mounted = mount.waitFor() == 0;
        Assumptions.assumeTrue(mounted, "only root may mount a tiny disk");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            Tools.run(List.of("umount", folder.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "webm"})
    void isNamedAndWhatWasRecordedPlays(String extension) throws Exception {
        Path file = folder.resolve("movie." + extension);
        EncoderSettings settings = EncoderSettings.builder()
                .width(SIDE)
                .height(SIDE)
                .rateControl(RateControlMode.CQP)
                .quality(80)
                .speed(12)
                .useHardware(false)
                .audio(new AudioFormat(SOUND_RATE, 2))
                .build();
        int submitted = 0;
        OutputException failure = null;
        try (MovieMaker maker = MovieMaker.create()) {
            maker.configure(settings);
            maker.start(file);
            Random random = new Random(3);
            byte[] pixels = new byte[4 * SIDE * SIDE];
            while (submitted < 600 && failure == null) {
                random.nextBytes(pixels);
                int first = submitted * (SOUND_RATE / 30);
                failure = catchThrowableOfType(OutputException.class, () -> {
                    maker.record(Frame.of(PixelFormat.RGBA8, SIDE, SIDE, MemorySegment.ofArray(pixels)));
                    maker.record(Pictures.tone(SOUND_RATE, 2, first, SOUND_RATE / 30));
                });
                submitted++;
            }
        }
        assertThat(failure).as("after %d frames", submitted).isNotNull();
        Path kept = folder.resolve("movie.recording." + extension);
        assertThat(failure)
                .hasMessageStartingWith("Cannot write " + file)
                .hasMessageContaining("disk full")
                .hasMessageContaining(kept.toString());
        assertThat(file).doesNotExist();

        int pictures = 0;
        try (MediaReader reader = MediaReader.open(kept)) {
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                pictures += item.get() instanceof MovieInput.Item.Picture ? 1 : 0;
                item = reader.next();
            }
        }
        assertThat(pictures).as("%d submitted: %s", submitted, failure).isBetween(submitted - 40, submitted);
    }
}
