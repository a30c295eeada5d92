// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.coder.PictureCoder;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.realdrivers.stream.CommandStream;
import dev.moviemaker.realdrivers.stream.EncodeTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Carries out the jobs of one process: reads command streams, codes pictures, writes bitstream and feedback. */
public final class Firmware implements AutoCloseable {
    private static final int MOST_SESSIONS = 64;
    private static final int FEEDBACK_WORDS = 12;
    private static final int FEEDBACK_STATUS = 0;
    private static final int FEEDBACK_HAS_RESULT = 1;
    private static final int FEEDBACK_OFFSET = 5;
    private static final int FEEDBACK_BYTES = 6;
    private static final int FEEDBACK_READY = 10;

    private final CommandStream streams;
    private final Consumer<VcnPicture> listener;
    private final PictureCoder coder;
    private final Map<Long, VcnSession> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, VcnSession> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /**
     * For one process.
     *
     * @param vcn major version of the encoder: 4 or 5
     * @param threads on which tiles are coded
     * @param listener receives each picture, before the driver is
     */
    public Firmware(int vcn, int threads, Consumer<VcnPicture> listener) {
        streams = new CommandStream(vcn);
        coder = new PictureCoder(threads);
        this.listener = listener;
    }

    /**
     * Carries out a submission.
     *
     * @param words of the command stream
     * @param memory of the process
     * @param fault {@code error} or {@code overflow}, or empty
     * @throws IOException if the memory is gone
     * @throws IllegalArgumentException if the driver asked for something that cannot be, saying what
     */
    public void run(int[] words, GpuMemory memory, String fault) throws IOException {
        EncodeTask task = streams.read(words).orElse(null);
        if (task == null) {
            return;
        }
        if (task.begins()) {
            sessions.remove(task.session());
        }
        if (fault.equals("error")) {
            memory.write(task.feedback(), feedback(0, false));
            return;
        }
        VcnSession session = sessions.computeIfAbsent(task.session(), key -> new VcnSession());
        VcnSession.Coded coded;
        try {
            Picture source = source(task, memory);
            VcnPicture.SourceFrom from = source == null ? VcnPicture.SourceFrom.PATTERN : VcnPicture.SourceFrom.MEMORY;
            Picture picture = source == null
                    ? SourcePattern.picture(task.codedWidth(), task.codedHeight(), task.bitDepth(), session.number())
                    : source;
            coded = session.code(task, picture, from, coder);
        } catch (RuntimeException e) {
            memory.write(task.feedback(), feedback(0, false));
            throw e;
        }
        listener.accept(coded.picture());
        byte[] obus = coded.obus();
        boolean fits = obus.length <= task.bitstreamBytes() && !fault.equals("overflow");
        if (fits) {
            memory.write(task.bitstream(), obus);
        }
        memory.write(task.feedback(), feedback(fits ? obus.length : task.bitstreamBytes() + 1, true));
    }

    private static byte[] feedback(int bytes, boolean well) {
        ByteBuffer feedback =
                ByteBuffer.allocate(FEEDBACK_WORDS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        feedback.putInt(FEEDBACK_STATUS * Integer.BYTES, 1);
        feedback.putInt(FEEDBACK_HAS_RESULT * Integer.BYTES, well ? 1 : 0);
        feedback.putInt(FEEDBACK_OFFSET * Integer.BYTES, 0);
        feedback.putInt(FEEDBACK_BYTES * Integer.BYTES, bytes);
        feedback.putInt(FEEDBACK_READY * Integer.BYTES, 1);
        return feedback.array();
    }

    /** The source's samples if its rows are in order and something wrote them, else null. */
    private static @org.jspecify.annotations.Nullable Picture source(EncodeTask task, GpuMemory memory)
            throws IOException {
        EncodeTask.Source source = task.source();
        if (source.swizzle() != 0 || task.rgbInput()) {
            return null;
        }
        int bytes = task.inputDepth() == 10 ? 2 : 1;
        int chromaHeight = (task.codedHeight() + 1) >> 1;
        byte[] luma = memory.read(source.luma(), source.lumaPitch() * bytes * task.codedHeight());
        byte[] chroma = memory.read(source.chroma(), source.chromaPitch() * 2 * bytes * chromaHeight);
        if (isZero(luma)) {
            return null;
        }
        Picture picture = Picture.allocate(task.codedWidth(), task.codedHeight(), task.bitDepth());
        copy(picture.y(), luma, source.lumaPitch(), 1, 0, bytes);
        copy(picture.u(), chroma, 2 * source.chromaPitch(), 2, 0, bytes);
        copy(picture.v(), chroma, 2 * source.chromaPitch(), 2, 1, bytes);
        return picture;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static void copy(Plane plane, byte[] rows, int pitch, int step, int offset, int bytes) {
        for (int y = 0; y < plane.height; y++) {
            for (int x = 0; x < plane.width; x++) {
                int at = (y * pitch + x * step + offset) * bytes;
                int value = at + bytes > rows.length
                        ? 0
                        : bytes == 1 ? rows[at] & 0xFF : ((rows[at] & 0xFF) | (rows[at + 1] & 0xFF) << 8) >> 6;
                plane.samples[y * plane.stride + x] = (short) value;
            }
        }
    }

    @Override
    public void close() {
        coder.close();
    }
}
