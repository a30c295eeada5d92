// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.QualityMap;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.encoder.pipeline.HardwareEncoderProvider;
import dev.moviemaker.encoder.pipeline.VulkanSource;
import dev.moviemaker.realdrivers.gpu.CoderService;
import dev.moviemaker.realdrivers.vcn.VcnPicture;
import dev.moviemaker.spi.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recording on the played GPU, in a process that has it: the stream, every picture as the driver asked for it, and
 * the frames that a decoder has to show.
 *
 * @param settings asked for
 * @param stream temporal units
 * @param pictures in coding order
 * @param shown what is shown, in order
 * @param warnings and notes of the encoder
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Recorded(
        EncoderSettings settings,
        byte[] stream,
        List<VcnPicture> pictures,
        List<Picture> shown,
        List<String> warnings) {

    static final List<VcnPicture> PICTURES = Collections.synchronizedList(new ArrayList<>());
    static final List<String> FAILURES = Collections.synchronizedList(new ArrayList<>());
    private static final QualityMap MAP = QualityMap.of(new QualityMap.Region(0, 0, 64, 64, -40));
    private static boolean started;

    /** A picture takes seconds in software on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Records frames that differ; the coder of the process listens meanwhile. */
    static Recorded of(EncoderSettings settings, int frames) throws IOException {
        return of(settings, frames, PATIENCE, true);
    }

    /** The same on a GPU with faults: pictures that were coded may not be in the stream, and a hang is soon noticed. */
    static Recorded ofRecovered(EncoderSettings settings, int frames) throws IOException {
        return of(settings, frames, Duration.ofSeconds(10), false);
    }

    private static Recorded of(EncoderSettings settings, int frames, Duration patience, boolean all)
            throws IOException {
        start();
        PICTURES.clear();
        FAILURES.clear();
        List<byte[]> units = Collections.synchronizedList(new ArrayList<>());
        List<String> warnings;
        HardwareEncoderProvider provider = new HardwareEncoderProvider(VulkanSource.MACHINE, patience, false);
        try (VideoEncoder encoder = provider.open(
                        settings, packet -> units.add(packet.data().toArray(ValueLayout.JAVA_BYTE)));
                Arena arena = Arena.ofConfined()) {
            PixelFormat format =
                    settings.inputFormat().orElse(settings.bitDepth() == 10 ? PixelFormat.P010 : PixelFormat.NV12);
            MemorySegment pixels = arena.allocate(format.frameBytes(settings.width(), settings.height()));
            for (int frame = 0; frame < frames; frame++) {
                pixels.fill((byte) (40 + 5 * frame));
                Frame plain = Frame.of(format, settings.width(), settings.height(), pixels);
                encoder.submit(hasMap(settings, frame) ? plain.withQualityMap(MAP) : plain, frame, 1);
            }
            encoder.finish();
            warnings = Stream.concat(encoder.warnings().stream(), encoder.notes().stream())
                    .toList();
        }
        return of(settings, units, warnings, all);
    }

    /** What was recorded since {@link #PICTURES} was cleared: the stream's temporal units are these. */
    static Recorded of(EncoderSettings settings, List<byte[]> units, List<String> warnings, boolean all) {
        if (all && !FAILURES.isEmpty()) {
            throw new IllegalStateException(String.join("; ", FAILURES));
        }
        List<VcnPicture> pictures = List.copyOf(PICTURES);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        units.forEach(stream::writeBytes);
        return new Recorded(settings, stream.toByteArray(), pictures, shown(units, pictures, all), warnings);
    }

    /** Whether a frame has a map: the first two, and every other one. */
    static boolean hasMap(EncoderSettings settings, int frame) {
        return settings.qualityMaps() && (frame < 2 || frame % 2 == 0);
    }

    /** Starts the coder of this process, once: its GPU stays connected. */
    @SuppressWarnings("MustBeClosed") // lives as long as the process
    static synchronized void start() throws IOException {
        if (!started) {
            new CoderService(Path.of(System.getenv("PLAYED_GPU_CODER")), 2, PICTURES::add, Recorded::failed);
            started = true;
        }
    }

    private static void failed(String job, Exception why) {
        System.out.println("job " + why);
        FAILURES.add(job + ": " + why);
    }

    /** The pictures of the stream's headers, followed through the reference slots. */
    private static List<Picture> shown(List<byte[]> units, List<VcnPicture> pictures, boolean all) {
        StreamParser parser = new StreamParser();
        Picture[] slots = new Picture[FrameHeader.NUM_REF_FRAMES];
        List<Picture> shown = new ArrayList<>();
        int coded = 0;
        for (byte[] unit : units) {
            for (UncompressedHeader header : parser.parse(unit).frameHeaders()) {
                switch (header) {
                    case FrameHeader frame -> {
                        while (!all
                                && coded + 1 < pictures.size()
                                && !frame.equals(pictures.get(coded).header())) {
                            coded++;
                        }
                        Picture picture = pictures.get(coded).reconstruction();
                        if (!frame.equals(pictures.get(coded).header())) {
                            throw new IllegalStateException("picture %d is %s in the stream; coded were %s"
                                    .formatted(
                                            coded,
                                            name(frame),
                                            pictures.stream()
                                                    .map(p -> name(p.header()))
                                                    .toList()));
                        }
                        coded++;
                        for (int i = 0; i < slots.length; i++) {
                            slots[i] = (frame.refreshFrameFlags() >> i & 1) != 0 ? picture : slots[i];
                        }
                        if (frame.showFrame()) {
                            shown.add(picture);
                        }
                    }
                    case ShowExistingFrame existing -> shown.add(slots[existing.frameToShowMapIdx()]);
                }
            }
        }
        if (all && coded != pictures.size()) {
            throw new IllegalStateException(
                    "%d pictures are in the stream, %d were coded".formatted(coded, pictures.size()));
        }
        return shown;
    }

    private static String name(FrameHeader header) {
        return header.frameType() + " " + header.orderHint();
    }

    /**
     * The frames as a decoder writes them: planes one after another, 16 bits a sample, low byte first, beyond 8 bits.
     */
    byte[] shownBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Picture picture : shown) {
            for (int plane = 0; plane < 3; plane++) {
                write(out, picture.plane(plane), picture.bitDepth() > 8);
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, Plane plane, boolean deep) {
        for (int y = 0; y < plane.height; y++) {
            for (int x = 0; x < plane.width; x++) {
                int sample = plane.get(x, y);
                out.write(sample);
                if (deep) {
                    out.write(sample >> 8);
                }
            }
        }
    }
}
