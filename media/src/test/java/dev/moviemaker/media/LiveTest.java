// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.LiveStatistics;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real receivers get: FFmpeg's program, listening on this machine. */
class LiveTest {
    private static final int FRAMES = 100;
    private static final String SECRET = "s3cr3t-k3y";

    @TempDir
    Path folder;

    /** FFmpeg, which writes what it receives to a file. */
    private final class Receiver implements AutoCloseable {
        final Path movie;
        private final Process process;

        Receiver(String name, String... input) throws IOException {
            movie = folder.resolve(name);
            List<String> command = new ArrayList<>(
                    List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-hide_banner", "-v", "error", "-y"));
            command.addAll(List.of(input));
            command.addAll(List.of("-map", "0", "-c", "copy", movie.toString()));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
        }

        Path received() throws InterruptedException {
            assertThat(process.waitFor(20, TimeUnit.SECONDS))
                    .as("receiver ended")
                    .isTrue();
            return movie;
        }

        /** Ends it as a user does, who presses q. */
        void quit() throws IOException, InterruptedException {
            process.getOutputStream().write('q');
            process.getOutputStream().flush();
            received();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort() & ~1;
        }
    }

    private static EncoderSettings settings(AudioCodec... sound) {
        EncoderSettingsBuilder settings = EncoderSettings.builder()
                .width(96)
                .height(64)
                .framerate(Rational.of(25))
                .keyframeInterval(25)
                .speed(12);
        for (AudioCodec codec : sound) {
            settings.audio(new AudioFormat(48_000, 2, codec));
        }
        return settings.build();
    }

    private static void record(MovieMaker maker, int from, int to, boolean sound) {
        for (int i = from; i < to; i++) {
            maker.record(Pictures.moving(96, 64, i));
            if (sound) {
                maker.record(Pictures.tone(48_000, 2, i * 1920L, 1920), 0);
            }
        }
    }

    private static RecordingStatistics record(Output output, AudioCodec... sound) throws InterruptedException {
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(settings(sound));
            start(maker, output, sound.length == 0);
            record(maker, 0, FRAMES, sound.length > 0);
            maker.finish();
            return maker.statistics();
        }
    }

    /** Receivers need a moment to listen. Without sound a connection is made with the first frame. */
    private static void start(MovieMaker maker, Output output, boolean later) throws InterruptedException {
        if (later) {
            Thread.sleep(700);
        }
        for (int attempt = 0; ; attempt++) {
            try {
                maker.start(output);
                return;
            } catch (OutputException e) {
                if (attempt == 100) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private List<String> file(AudioCodec... sound) throws IOException, InterruptedException {
        Path file = folder.resolve("file.mkv");
        record(Output.file(file), sound);
        return pictures(file);
    }

    private static List<String> pictures(Path movie) throws IOException {
        return DemuxedPacket.of(movie, 0).stream()
                .map(packet -> packet.key() + " " + packet.content())
                .toList();
    }

    private static void requireTone(Path movie) throws IOException, InterruptedException {
        byte[] samples = Tools.decodeSound(movie);
        assertThat(samples.length / 4).isBetween(FRAMES * 1920 - 4096, FRAMES * 1920 + 4096);
        int loudest = 0;
        for (int i = 0; i + 1 < samples.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((short) ((samples[i + 1] << 8) | (samples[i] & 0xFF))));
        }
        assertThat(loudest).isGreaterThan(2000);
    }

    @Test
    void rtmpCarriesPicturesAndSound() throws Exception {
        String url = "rtmp://127.0.0.1:%d/live/%s".formatted(freePort(), SECRET);
        try (Receiver receiver = new Receiver("rtmp.mkv", "-listen", "1", "-i", url)) {
            RecordingStatistics figures = record(Output.live(URI.create(url)), AudioCodec.AAC);
            assertThat(pictures(receiver.received())).isEqualTo(file(AudioCodec.AAC));
            requireTone(receiver.movie);
            LiveStatistics live = figures.live().orElseThrow();
            assertThat(live.packetsSent()).isEqualTo(FRAMES);
            assertThat(live.packetsDropped()).isZero();
            assertThat(live.delay().p50()).isPositive();
        }
    }

    @Test
    void srtCarriesPicturesAndSound() throws Exception {
        int port = freePort();
        String url = "srt://127.0.0.1:%d?passphrase=%s".formatted(port, SECRET);
        try (Receiver receiver = new Receiver("srt.mkv", "-i", url + "&mode=listener")) {
            record(Output.live(URI.create(url)), AudioCodec.OPUS);
            assertThat(pictures(receiver.received())).isEqualTo(file(AudioCodec.OPUS));
            requireTone(receiver.movie);
        }
    }

    @Test
    void rtpCarriesPictures() throws Exception {
        Path sdp = folder.resolve("stream.sdp");
        LiveOutput output =
                Output.live(URI.create("rtp://127.0.0.1:" + freePort())).sdp(sdp);
        // The first stream is for its description; then there is somebody to listen.
        record(output);
        try (Receiver receiver = new Receiver("rtp.mkv", "-protocol_whitelist", "file,udp,rtp", "-i", sdp.toString());
                MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(settings());
            start(maker, output, true);
            for (int i = 0; i < 2 * FRAMES; i++) {
                record(maker, i, i + 1, false);
                Thread.sleep(10);
            }
            maker.finish();
            Thread.sleep(500);
            receiver.quit();
            List<String> received = pictures(receiver.movie);
            assertThat(received).hasSizeGreaterThan(FRAMES);
            assertThat(Tools.ffmpeg("-i", receiver.movie.toString(), "-f", "framemd5", "-"))
                    .isNotEmpty();
        }
    }

    @Test
    void hlsIsLiveAndThenOnDemand() throws Exception {
        Path playlist = folder.resolve("a b%.m3u8");
        AudioCodec sound = AudioCodec.AAC;
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(settings(sound));
            maker.start(Output.live(playlist.toUri()).segment(Duration.ofSeconds(1)));
            record(maker, 0, FRAMES, true);
            String live = await(playlist, "-00001.m4s");
            assertThat(live).contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("#EXT-X-ENDLIST");
            maker.finish();
        }
        assertThat(Files.readString(playlist))
                .contains("#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-ENDLIST", "a_b_-00003.m4s")
                .doesNotContain(folder.toString(), "TARGETDURATION:0");
        assertThat(pictures(playlist)).isEqualTo(file(sound));
        requireTone(playlist);
    }

    @Test
    void aWindowKeepsTheLastSegments() throws Exception {
        Path playlist = folder.resolve("w.m3u8");
        record(Output.live(playlist.toUri()).segment(Duration.ofSeconds(1)).window(Duration.ofSeconds(2)));
        assertThat(Files.readString(playlist))
                .contains("w-00003.m4s", "ENDLIST")
                .doesNotContain("w-00001.m4s");
        assertThat(folder.resolve("w-00000.m4s")).doesNotExist();
    }

    @Test
    void dashIsLiveAndThenOnDemand() throws Exception {
        Path manifest = folder.resolve("a$b.mpd");
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(settings(AudioCodec.OPUS));
            maker.start(Output.live(manifest.toUri()).segment(Duration.ofSeconds(1)));
            record(maker, 0, FRAMES, true);
            assertThat(await(manifest, "type=\"dynamic\"")).contains("av01.0.");
            maker.finish();
        }
        assertThat(Files.readString(manifest)).contains("type=\"static\"");
        assertThat(pictures(manifest)).isEqualTo(file(AudioCodec.OPUS));
        requireTone(manifest);
    }

    private static String await(Path file, String word) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            if (Files.exists(file) && Files.readString(file).contains(word)) {
                return Files.readString(file);
            }
            Thread.sleep(100);
        }
        throw new AssertionError(word + " is not in " + (Files.exists(file) ? Files.readString(file) : "no file"));
    }

    @Test
    void aReceiverThatComesBackGetsTheStreamFromAKeyFrameOn() throws Exception {
        String url = "rtmp://127.0.0.1:%d/live/%s".formatted(freePort(), SECRET);
        LiveOutput output = Output.live(URI.create(url)).whenSlow(LiveOutput.WhenSlow.DROP);
        RecordingStatistics figures;
        Path again;
        try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
            maker.configure(settings(AudioCodec.AAC));
            try (Receiver _ = new Receiver("first.mkv", "-listen", "1", "-i", url)) {
                start(maker, output, false);
                record(maker, 0, FRAMES, true);
                await(() -> sent(maker) >= 25);
            }
            try (Receiver second = new Receiver("second.mkv", "-listen", "1", "-i", url)) {
                int next = FRAMES;
                while (maker.statistics().live().orElseThrow().reconnects() == 0 && next < 500) {
                    record(maker, next, ++next, true);
                    Thread.sleep(40);
                }
                record(maker, next, next + FRAMES, true);
                maker.finish();
                figures = maker.statistics();
                again = second.received();
            }
        }
        assertThat(figures.live().orElseThrow().reconnects()).isEqualTo(1);
        assertThat(figures.live().orElseThrow().packetsDropped()).isPositive();
        assertThat(figures.warnings()).filteredOn(w -> w.contains("broke")).hasSize(1);
        List<String> pictures = pictures(again);
        assertThat(pictures).hasSizeGreaterThan(FRAMES / 2);
        assertThat(pictures.getFirst()).startsWith("true");
        assertThat(Tools.ffmpeg("-xerror", "-i", again.toString(), "-f", "framemd5", "-"))
                .isNotEmpty();
    }

    private static long sent(MovieMaker maker) {
        return maker.statistics().live().map(LiveStatistics::packetsSent).orElse(0L);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void noSecretIsTold() throws Exception {
        String host = "127.0.0.1:" + freePort();
        List<String> told = new ArrayList<>();
        for (String url : List.of(
                "rtmp://user:" + SECRET + "@" + host + "/live/" + SECRET + "?token=" + SECRET,
                "srt://" + host + "?passphrase=" + SECRET,
                "rtp://" + SECRET + "@host.invalid:5004/" + SECRET,
                "http://" + host + "/a/" + SECRET + "?key=" + SECRET)) {
            LiveOutput output = Output.live(URI.create(url));
            told.add(output.toString());
            try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
                maker.configure(settings());
                assertThatThrownBy(() -> {
                            maker.start(output);
                            record(maker, 0, 3, false);
                        })
                        .isInstanceOfAny(OutputException.class, UnsupportedException.class)
                        .satisfies(e -> told.add(stack(e)));
                told.add(maker.statistics().toString());
            }
        }
        assertThat(told).noneMatch(text -> text.contains(SECRET)).anyMatch(text -> text.contains("rtmp://127.0.0.1:"));
    }

    private static String stack(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test
    void aReceiverThatDoesNotReadCostsPicturesOrTime() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("rtmp://127.0.0.1:%d/live/%s".formatted(deaf.getLocalPort(), SECRET));
            try (MovieMaker maker = MovieMaker.create(MovieMaker.AV1_SOFTWARE)) {
                maker.configure(settings());
                maker.start(Output.live(uri));
                long start = System.nanoTime();
                assertThatThrownBy(() -> record(maker, 0, 1, false)).hasMessageContaining("no answer within 10 s");
                assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
            }
        }
    }

    @Test
    void whatDoesNotGoIsRefusedByName() {
        assertThatThrownBy(() -> record(Output.live(URI.create("ftp://h/a"))))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("rtmp://, rtmps://, srt://, rtp://");
        assertThatThrownBy(() -> record(Output.live(URI.create("rtp://127.0.0.1:5004")), AudioCodec.OPUS))
                .hasMessageContaining("An output of rtp carries no sound; rtmp, srt, .m3u8 and .mpd do");
        assertThatThrownBy(() -> record(Output.live(URI.create("rtmp://127.0.0.1/a")), AudioCodec.FLAC))
                .hasMessageContaining("carries AAC or OPUS sound, not FLAC");
        assertThatThrownBy(() -> record(Output.live(URI.create("srt://127.0.0.1"))))
                .hasMessageContaining("without a port");
    }
}
