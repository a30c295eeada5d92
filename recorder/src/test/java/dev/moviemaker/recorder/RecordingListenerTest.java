// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.recording.Providers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener is told, in which order, and that it disturbs nobody. */
class RecordingListenerTest {
    private static final Duration OFTEN = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private final FakeEncoders encoders = FakeEncoders.software();
    private final MovieMaker maker = MovieMaker.create(
            new Backends(new Providers(List.of(encoders), List.of(new FakeContainers()))), "av1_software");

    /** Writes down every call. */
    private static class Diary implements RecordingListener {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();

        void line(String line) {
            lines.add(line);
            threads.add(Thread.currentThread());
        }

        @Override
        public void started(Path output) {
            line("started " + output.getFileName());
        }

        @Override
        public void firstPacket(RecordingStatistics statistics) {
            line("first packet");
        }

        @Override
        public void keyFrame(long number) {
            line("key frame " + number);
        }

        @Override
        public void frameDropped(long number) {
            line("dropped " + number);
        }

        @Override
        public void progress(RecordingStatistics statistics) {
            line("progress " + statistics.framesEncoded());
        }

        @Override
        public void finished(Path output, RecordingStatistics statistics) {
            line("finished " + output.getFileName() + " " + statistics.framesEncoded());
        }

        @Override
        public void failed(Throwable cause, RecordingStatistics statistics) {
            line("failed " + cause.getMessage() + " " + statistics.framesEncoded());
        }

        @Override
        public void cancelled(RecordingStatistics statistics) {
            line("cancelled " + statistics.framesEncoded());
        }

        /** Without the calls of progress, whose number depends on time. */
        List<String> withoutProgress() {
            return lines.stream().filter(line -> !line.startsWith("progress")).toList();
        }
    }

    private Diary listening() {
        Diary diary = new Diary();
        maker.addListener(diary, OFTEN);
        encoders.lookahead = 0;
        maker.configure(EncoderSettings.builder()
                .width(64)
                .height(48)
                .keyframeInterval(3)
                .build());
        return diary;
    }

    private void record(String name, int frames) {
        maker.start(folder.resolve(name));
        for (int i = 0; i < frames; i++) {
            maker.record(RecordingTest.frame());
        }
    }

    @AfterEach
    void closes() {
        maker.close();
    }

    @Test
    void tellsOfAWholeRecordingAndOfTheNext() {
        Diary diary = listening();
        record("one.fake", 4);
        maker.finish();
        record("two.fake", 1);
        maker.finish();
        maker.close();
        assertThat(diary.withoutProgress())
                .containsExactly(
                        "started one.fake",
                        "first packet",
                        "key frame 1",
                        "key frame 2",
                        "finished one.fake 4",
                        "started two.fake",
                        "first packet",
                        "key frame 1",
                        "finished two.fake 1");
        assertThat(diary.lines).containsSubsequence("progress 4", "finished one.fake 4", "progress 1");
        assertThat(diary.threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void tellsOfProgressWhileItRecords() throws InterruptedException {
        CountDownLatch half = new CountDownLatch(1);
        maker.addListener(
                new RecordingListener() {
                    @Override
                    public void progress(RecordingStatistics statistics) {
                        if (statistics.framesEncoded() == 2 && statistics.bytes() == 16) {
                            half.countDown();
                        }
                    }
                },
                OFTEN);
        listening();
        record("movie.fake", 2);
        half.await();
        maker.record(RecordingTest.frame());
        maker.finish();
    }

    @Test
    void tellsOfDroppedFrames() {
        Diary diary = listening();
        record("movie.fake", 1);
        encoders.full = true;
        assertThat(maker.tryRecord(RecordingTest.frame())).isFalse();
        assertThat(maker.tryRecord(RecordingTest.frame())).isFalse();
        encoders.full = false;
        maker.finish();
        maker.close();
        assertThat(diary.withoutProgress())
                .containsExactlyInAnyOrder(
                        "started movie.fake",
                        "first packet",
                        "key frame 1",
                        "dropped 1",
                        "dropped 2",
                        "finished movie.fake 1");
    }

    @Test
    void tellsOfFailureCancellationAndClosing() {
        Diary diary = listening();
        encoders.failAtFrame = 2;
        assertThatThrownBy(() -> record("failing.fake", 1000)).isInstanceOf(EncodeFailedException.class);
        encoders.failAtFrame = -1;
        record("cancelled.fake", 1);
        maker.cancel();
        record("closed.fake", 1);
        maker.close();
        assertThat(diary.withoutProgress().stream().filter(line -> line.matches("(failed|cancelled|finished).*")))
                .satisfiesExactly(
                        failed -> assertThat(failed)
                                .startsWith("failed Frame 2: ")
                                .endsWith(" 2"),
                        cancelled -> assertThat(cancelled).startsWith("cancelled "),
                        closed -> assertThat(closed)
                                .isEqualTo("failed The movie maker was closed before " + folder.resolve("closed.fake")
                                        + " was finished 1"));
    }

    @Test
    void aListenerThatComesLateIsToldAllAndARemovedOneNothing() {
        Diary early = listening();
        record("one.fake", 2);
        Diary late = new Diary();
        maker.addListener(late, OFTEN);
        maker.removeListener(early);
        maker.finish();
        record("two.fake", 1);
        maker.finish();
        maker.close();
        assertThat(late.withoutProgress())
                .startsWith(
                        "started one.fake", "first packet", "key frame 1", "finished one.fake 2", "started two.fake");
        assertThat(early.withoutProgress()).endsWith("finished one.fake 2");
    }

    @Test
    void anIntervalMayChangeWhileItRecords() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        Diary diary = new Diary() {
            @Override
            void line(String line) {
                super.line(line);
                if (line.equals("progress 4")) {
                    all.countDown();
                }
            }
        };
        listening();
        maker.addListener(diary, Duration.ofHours(1));
        record("movie.fake", 4);
        maker.addListener(diary, OFTEN);
        assertThat(all.await(20, TimeUnit.SECONDS))
                .as("no longer waits an hour")
                .isTrue();
        maker.removeListener(diary);
        maker.addListener(diary, Duration.ofHours(1));
        maker.record(RecordingTest.frame());
        maker.finish();
        maker.close();
        assertThat(diary.withoutProgress())
                .containsExactly(
                        "started movie.fake", "first packet", "key frame 1", "key frame 2", "finished movie.fake 5");
        assertThat(diary.threads.stream().distinct())
                .singleElement()
                .satisfies(thread ->
                        assertThat(thread.join(Duration.ofSeconds(20))).isTrue());
    }

    @Test
    void whatAListenerThrowsEndsNothing() {
        Diary diary = new Diary() {
            @Override
            void line(String line) {
                super.line(line);
                throw new AssertionError(line);
            }
        };
        maker.addListener(diary, OFTEN);
        listening();
        record("movie.fake", 1);
        maker.finish();
        maker.close();
        assertThat(diary.withoutProgress())
                .containsExactly("started movie.fake", "first packet", "key frame 1", "finished movie.fake 1");
    }

    @Test
    void aListenerMayCallTheMovieMaker() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        maker.addListener(
                new RecordingListener() {
                    @Override
                    public void firstPacket(RecordingStatistics statistics) {
                        maker.cancel();
                    }

                    @Override
                    public void cancelled(RecordingStatistics statistics) {
                        maker.close();
                        cancelled.countDown();
                    }
                },
                OFTEN);
        listening();
        record("movie.fake", 1);
        cancelled.await();
        assertThat(folder.resolve("movie.fake")).doesNotExist();
    }

    @Test
    void intervalsHaveBounds() {
        assertThatThrownBy(() -> maker.addListener(new Diary(), Duration.ofMillis(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval: PT0.009S given, PT0.01S to PT1H allowed");
        assertThatThrownBy(() -> maker.addListener(new Diary(), Duration.ofHours(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
