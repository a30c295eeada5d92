// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.QualityMap;
import dev.moviemaker.bitstream.obu.ObuHeader;
import dev.moviemaker.bitstream.obu.ObuType;
import dev.moviemaker.bitstream.obu.ParsedObu;
import dev.moviemaker.bitstream.obu.ParsedTemporalUnit;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.spi.DecoderProvider;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frames of a self-test, and what is wrong with the stream that came of them. */
final class CheckStream implements PacketSink {
    static final int SECOND_KEY = 1;

    /** Of 256 code values: far above what coding loses of these smooth frames, below the step from frame to frame. */
    private static final int MAX_MEAN_DIFFERENCE = 12;

    private static final int DARKEST = 40;
    private static final int RAMP = 80;
    private static final int STEPS = 120;
    private static final int BETTER = -8;
    private static final int TINT = 24;
    /**
     * Code values to the wrong side of grey: coarse quantisation may lose the tint, of about 12, but not turn it round.
     */
    private static final int MOST_WRONG = 5;

    private static final ValueLayout.OfShort SAMPLE16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final EncoderSettings settings;
    private final StreamParser parser = new StreamParser();
    private final List<String> problems = new ArrayList<>();
    private final List<byte[]> units = new ArrayList<>();
    private final List<Integer> layers = new ArrayList<>();
    private final int frames;

    CheckStream(EncoderSettings settings) {
        this.settings = settings;
        int behindKey = settings.temporalLayers() == 1 ? 1 : 1 << (settings.temporalLayers() - 1);
        frames = SECOND_KEY + 1 + behindKey;
    }

    /** How many there are: after the second key frame one, or as many as it takes for each layer to come. */
    int frames() {
        return frames;
    }

    /** A frame of the promised format that gets brighter to the right, and as a whole with its number. */
    CpuFrame frame(int number) {
        int width = settings.width();
        int height = settings.height();
        PixelFormat format =
                settings.inputFormat().orElse(settings.bitDepth() == 10 ? PixelFormat.P010 : PixelFormat.NV12);
        MemorySegment data = Arena.ofAuto().allocate(format.frameBytes(width, height));
        if (format.isRgb()) {
            fillTinted(data, format, number);
        } else {
            fill(data, format, number);
        }
        CpuFrame plain = Frame.of(format, width, height, data);
        CpuFrame frame = settings.qualityMaps()
                ? plain.withQualityMap(QualityMap.of(new QualityMap.Region(0, 0, width, height / 2, BETTER)))
                : plain;
        return number == SECOND_KEY ? frame.withForcedKeyFrame() : frame;
    }

    private void fill(MemorySegment data, PixelFormat format, int number) {
        boolean deep = format.bitDepth() == 10;
        long samples = data.byteSize() / (deep ? Short.BYTES : 1);
        long luma = (long) settings.width() * settings.height();
        for (long i = 0; i < samples; i++) {
            int value = i < luma ? luma((int) (i % settings.width()), number) : 128;
            if (deep) {
                data.set(SAMPLE16, i * Short.BYTES, (short) (value << (format == PixelFormat.P010 ? 8 : 2)));
            } else {
                data.set(ValueLayout.JAVA_BYTE, i, (byte) value);
            }
        }
    }

    /** Grey with more red and less blue, whose luma is the same. */
    private void fillTinted(MemorySegment data, PixelFormat format, int number) {
        boolean limited = settings.color().range() == ColorDescription.Range.LIMITED;
        ColorDescription.Matrix matrix = settings.color().matrix();
        double shift = TINT * (matrix.kr() - matrix.kb());
        int rowBytes = format.rowBytes(0, settings.width());
        int pixelBytes = rowBytes / settings.width();
        int red = format == PixelFormat.BGRA8 ? 2 : 0;
        for (long pixel = 0; pixel < data.byteSize(); pixel += pixelBytes) {
            int luma = luma((int) (pixel % rowBytes) / pixelBytes, number);
            double green = (limited ? (luma - 16) * 255 / 219.0 : luma) - shift;
            if (format.bitDepth() == 10) {
                int shift10 = format == PixelFormat.BGR10A2 ? 20 : 0;
                int word = ten(green + TINT) << shift10 | ten(green) << 10 | ten(green - TINT) << (20 - shift10);
                data.set(ValueLayout.JAVA_INT_UNALIGNED, pixel, word);
                continue;
            }
            data.set(ValueLayout.JAVA_BYTE, pixel + red, (byte) Math.round(green + TINT));
            data.set(ValueLayout.JAVA_BYTE, pixel + 1, (byte) Math.round(green));
            data.set(ValueLayout.JAVA_BYTE, pixel + 2 - red, (byte) Math.round(green - TINT));
        }
    }

    /** A component of 8 bits in 10. */
    private static int ten(double component) {
        return (int) Math.round(component * 1023 / 255);
    }

    private int luma(int x, int number) {
        return DARKEST + number * (STEPS / frames) + x * RAMP / settings.width();
    }

    @Override
    public synchronized void accept(EncodedFrame packet) {
        byte[] bytes = packet.data().toArray(ValueLayout.JAVA_BYTE);
        ParsedTemporalUnit unit = parser.parse(bytes);
        problems.addAll(unit.problems());
        if (unit.shownFrames() != 1) {
            problems.add("packet %d shows %d frames".formatted(units.size(), unit.shownFrames()));
        }
        if (units.size() <= SECOND_KEY && !unit.isKeyFrame()) {
            problems.add("packet %d should be a key frame and is none".formatted(units.size()));
        }
        for (ParsedObu parsed : unit.obus()) {
            ObuHeader header = parsed.obu().header();
            boolean picture = header.type() == ObuType.FRAME || header.type() == ObuType.FRAME_HEADER;
            if (picture && header.temporalId() != packet.temporalLayer()) {
                problems.add("packet %d has temporal_id %d, %d was asked for"
                        .formatted(units.size(), header.temporalId(), packet.temporalLayer()));
            }
        }
        units.add(bytes);
        layers.add(packet.temporalLayer());
    }

    /** What is wrong: found in the headers and, by the decoders there are, in the pictures. */
    synchronized Optional<String> problem(Iterable<DecoderProvider> decoders) {
        if (units.size() != frames) {
            problems.add("%d packets for %d frames".formatted(units.size(), frames));
        }
        if (!problems.isEmpty()) {
            return Optional.of("the stream cannot be read: " + problems.getFirst());
        }
        for (DecoderProvider decoder : decoders) {
            if (decoder.isAvailable()) {
                for (int highest = settings.temporalLayers() - 1; highest >= 0; highest--) {
                    decode(decoder, highest);
                }
            }
        }
        return problems.stream().findFirst();
    }

    /** Without the layers above one: what is left must be as if they had never been. */
    private void decode(DecoderProvider decoder, int highest) {
        List<byte[]> kept = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < frames; number++) {
            if (layers.get(number) <= highest) {
                kept.add(units.get(number));
                numbers.add(number);
            }
        }
        int before = problems.size();
        try {
            compare(decoder.decode(kept), numbers);
        } catch (IOException e) {
            problems.add("the stream cannot be decoded: " + e.getMessage());
        }
        if (highest < settings.temporalLayers() - 1) {
            problems.subList(before, problems.size())
                    .replaceAll(problem -> "without layers above %d, %s".formatted(highest, problem));
        }
    }

    private void compare(List<CpuFrame> decoded, List<Integer> numbers) {
        if (decoded.size() != numbers.size()) {
            problems.add("%d frames are decoded of %d".formatted(decoded.size(), numbers.size()));
            return;
        }
        for (int i = 0; i < decoded.size(); i++) {
            int number = numbers.get(i);
            CpuFrame frame = decoded.get(i);
            if (frame.width() < settings.width() || frame.height() < settings.height()) {
                problems.add("frame %d is decoded as %dx%d".formatted(number, frame.width(), frame.height()));
                return;
            }
            long difference = meanDifference(frame, number);
            if (difference > MAX_MEAN_DIFFERENCE) {
                problems.add(
                        "frame %d is decoded with luma that is off by %d on average".formatted(number, difference));
            } else if (isTinted()
                    && (meanChroma(frame, 0) > 128 + MOST_WRONG || meanChroma(frame, 1) < 128 - MOST_WRONG)) {
                problems.add("frame %d is decoded with Cb %d and Cr %d on average, for more red than blue"
                        .formatted(number, meanChroma(frame, 0), meanChroma(frame, 1)));
            }
        }
    }

    private boolean isTinted() {
        return settings.inputFormat().filter(PixelFormat::isRgb).isPresent();
    }

    /** Cb (0) or Cr (1) in 8 bits. */
    private long meanChroma(CpuFrame frame, int component) {
        boolean planar = frame.planes().size() == 3;
        CpuFrame.Plane plane = frame.planes().get(planar ? 1 + component : 1);
        boolean deep = frame.format().bitDepth() == 10;
        int step = planar ? 1 : 2;
        int shift = frame.format() == PixelFormat.P010 ? 8 : 2;
        long sum = 0;
        int width = settings.width() / 2;
        int height = settings.height() / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long sample = (long) step * x + (planar ? 0 : component);
                long row = (long) y * plane.strideBytes();
                sum += deep
                        ? (plane.data().get(SAMPLE16, row + 2 * sample) & 0xFFFF) >> shift
                        : Byte.toUnsignedInt(plane.data().get(ValueLayout.JAVA_BYTE, row + sample));
            }
        }
        return sum / ((long) width * height);
    }

    private long meanDifference(CpuFrame frame, int number) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        boolean deep = frame.format().bitDepth() == 10;
        long sum = 0;
        for (int y = 0; y < settings.height(); y++) {
            long row = (long) y * plane.strideBytes();
            for (int x = 0; x < settings.width(); x++) {
                int value = deep
                        ? plane.data().get(SAMPLE16, row + 2L * x) >> 2
                        : Byte.toUnsignedInt(plane.data().get(ValueLayout.JAVA_BYTE, row + x));
                sum += Math.abs(value - luma(x, number));
            }
        }
        return sum / ((long) settings.width() * settings.height());
    }
}
