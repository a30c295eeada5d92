// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Reads numbered pictures in any format that FFmpeg supports, one per file: {@code NAME00000000.png} and so on, as
 * Godot's Movie Maker mode writes them, or JPEG, TIFF, WebP, BMP, EXR and others. Several are decoded at once if the
 * format allows.
 */
public final class PictureSequenceReader implements MovieInput {
    /** Names told at most. */
    private static final int NAMES = 3;

    /** How far into a PNG file the chunk lies that makes it an animation: before its first picture. */
    private static final int ANIMATION_BYTES = 4096;

    private final List<Path> files;
    private final Path sound;
    private final PictureDecoder decoder;
    private final PictureFilter filter;
    private final AVPacket packet = avcodec.av_packet_alloc();
    /** The one to be filled next, and the one delivered last. */
    private AVFrame picture = avutil.av_frame_alloc();

    private AVFrame before = avutil.av_frame_alloc();
    private final Deque<Long> order = new ArrayDeque<>();
    private final Notes notes;
    private final VideoInfo info;
    private int sent;
    private int cut;
    /** The file whose picture the decoder gives next. */
    private long decoding;

    private long delivered;
    private boolean endSent;
    private boolean drained;
    private boolean pending;
    private boolean closed;
    private boolean left;

    private PictureSequenceReader(
            List<Path> files, Path sound, Rational frameRate, PictureDecoder decoder, MediaOptions options, Notes notes)
            throws IOException {
        this.files = files;
        this.sound = sound;
        this.decoder = decoder;
        this.notes = notes;
        filter = new PictureFilter(decoder.codecId(), true, options, notes);
        try {
            if (!receive()) {
                throw new IOException("%s: no picture in it can be decoded".formatted(files.getFirst()));
            }
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
        AVRational pixel = picture.sample_aspect_ratio();
        PictureTarget target = filter.target();
        info = new VideoInfo(
                picture.width(),
                picture.height(),
                target.format(),
                frameRate,
                false,
                frameRate.inverse(),
                target.color(),
                OptionalLong.of(files.size()),
                pixel.num() > 0 && pixel.den() > 0 ? new Rational(pixel.num(), pixel.den()) : Rational.of(1),
                HdrSideData.read(picture, notes));
    }

    /**
     * Returns whether a path denotes a sequence rather than a single picture or movie.
     *
     * @param path a pattern or a file
     * @param single whether a picture without others, numbered or not, counts as a sequence; one that is an animation
     *     does only if it is numbered
     * @return true for a pattern or a picture of a sequence
     * @throws IOException if the folder cannot be read
     */
    public static boolean isSequence(Path path, boolean single) throws IOException {
        String name = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            return SequencePattern.isWritten(name);
        }
        if (!Files.isRegularFile(path) || !SequenceFiles.isPicture(name)) {
            return false;
        }
        if (!SequencePattern.isNumbered(name)) {
            return single && !isAnimation(path);
        }
        return single || SequenceFiles.find(path).files().size() > 1;
    }

    /**
     * Opens a sequence with {@link MediaOptions#DEFAULT}.
     *
     * @param path one of the files, the {@code NAME.wav}, a folder that contains one sequence, or a pattern such as
     *     {@code a%04d.png}
     * @param frameRate the frame rate in frames per second
     * @return a reader, which the caller must close
     * @throws IOException if there is no sequence, the folder contains several, or a number is missing
     */
    public static PictureSequenceReader open(Path path, Rational frameRate) throws IOException {
        return open(path, frameRate, MediaOptions.DEFAULT);
    }

    /**
     * Opens a sequence.
     *
     * @param path one of the files, the {@code NAME.wav}, a folder that contains one sequence, or a pattern such as
     *     {@code a%04d.png}
     * @param frameRate the frame rate in frames per second
     * @param options the options
     * @return a reader, which the caller must close
     * @throws IOException if there is no sequence, the folder contains several, or a number is missing
     */
    public static PictureSequenceReader open(Path path, Rational frameRate, MediaOptions options) throws IOException {
        SequenceFiles sequence = SequenceFiles.find(path);
        Notes notes = new Notes(path.toString());
        tellLeft(sequence, notes);
        List<Path> files = List.copyOf(sequence.files().values());
        PictureDecoder decoder;
        try (MediaSource first = MediaSource.open(files.getFirst(), false)) {
            if (first.context().nb_streams() < 1
                    || first.context().streams(0).codecpar().codec_type() != avutil.AVMEDIA_TYPE_VIDEO) {
                throw new IOException("%s: not a picture".formatted(files.getFirst()));
            }
            if (first.context().iformat().name().getString().startsWith("mov")) {
                throw new IOException("%s: %s".formatted(files.getFirst(), SequenceFiles.CONTAINED));
            }
            var parameters = first.context().streams(0).codecpar();
            if (parameters.codec_id() == avcodec.AV_CODEC_ID_APNG) {
                parameters.codec_id(avcodec.AV_CODEC_ID_PNG);
            }
            decoder = new PictureDecoder(parameters);
        }
        Path sound = sequence.folder().resolve(sequence.pattern().prefix() + ".wav");
        return new PictureSequenceReader(files, sound, frameRate, decoder, options, notes);
    }

    private static void tellLeft(SequenceFiles sequence, Notes notes) {
        List<String> left = sequence.left();
        if (!left.isEmpty()) {
            notes.add(
                    "the sequence is %s; left out: %s%s",
                    sequence.pattern(),
                    String.join(", ", left.subList(0, Math.min(NAMES, left.size()))),
                    left.size() > NAMES ? " and %d more".formatted(left.size() - NAMES) : "");
        }
    }

    /** Returns the sound file that Godot writes beside the pictures, {@code NAME.wav}, if it exists. */
    public Optional<Path> soundFile() {
        return Files.isRegularFile(sound) ? Optional.of(sound) : Optional.empty();
    }

    @Override
    public boolean hasSound() {
        return soundFile().isPresent();
    }

    /** Returns the files of the pictures in order. */
    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.of(info);
    }

    @Override
    public Optional<AudioInfo> audio() {
        return Optional.empty();
    }

    @Override
    public Optional<Item> next() throws IOException {
        if (left) {
            return Optional.empty();
        }
        if (!receive()) {
            if (delivered < files.size()) {
                throw new IOException("%s: cannot be decoded".formatted(file(delivered)));
            }
            return Optional.empty();
        }
        pending = false;
        long index = order.removeFirst();
        if (index != delivered) {
            throw new IOException("%s: cannot be decoded".formatted(file(delivered)));
        }
        if (picture.width() != info.width() || picture.height() != info.height()) {
            throw new IOException("%s: %dx%d, the pictures before are %dx%d"
                    .formatted(file(index), picture.width(), picture.height(), info.width(), info.height()));
        }
        delivered++;
        CpuFrame frame = PictureTrack.frame(picture, info.format(), index);
        AVFrame free = before;
        before = picture;
        picture = free;
        return Optional.of(new Item.Picture(frame, 1));
    }

    @Override
    public void seek(long pts) throws IOException {
        if (pts <= delivered || pts >= files.size()) {
            return;
        }
        decoder.flush();
        filter.restart();
        order.clear();
        pending = false;
        endSent = false;
        drained = false;
        sent = (int) pts;
        delivered = pts;
    }

    @Override
    public boolean isEvenlyTimed() {
        return true;
    }

    @Override
    public void leavePictures() {
        left = true;
    }

    @Override
    public List<String> notes() {
        List<String> all = new ArrayList<>(notes.list());
        if (cut > NAMES) {
            all.add("%d more pictures are cut off".formatted(cut - NAMES));
        }
        return all;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            filter.close();
            decoder.close();
            avutil.av_frame_free(picture);
            avutil.av_frame_free(before);
        }
    }

    private Path file(long index) {
        return files.get((int) Math.min(index, files.size() - 1));
    }

    private boolean receive() throws IOException {
        while (!pending) {
            if (filter.pull(picture)) {
                pending = true;
                break;
            }
            int status = decoder.receive();
            if (status == 0) {
                decoding = decoder.frame().pts() + 1;
                order.addLast(decoder.frame().pts());
                filter.push(decoder.frame());
            } else if (status == AvError.AGAIN) {
                feed();
            } else if (status == AvError.EOF) {
                if (drained) {
                    return false;
                }
                drained = true;
                filter.end();
            } else {
                throw damaged(status);
            }
        }
        return true;
    }

    private void feed() throws IOException {
        if (sent == files.size()) {
            if (!endSent) {
                endSent = true;
                int ignored = decoder.send(null);
            }
            return;
        }
        Path file = files.get(sent);
        read(file);
        try {
            packet.pts(sent);
            packet.dts(sent);
            // Without it libavcodec's decoder takes a file for the difference to the picture before (as APNG has them).
            packet.flags(avcodec.AV_PKT_FLAG_KEY);
            int status = decoder.send(packet);
            if (status < 0) {
                throw damaged(status);
            }
            sent++;
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    /** Several pictures are in the decoder at once, and it reports an error with a later one. */
    private IOException damaged(int status) throws IOException {
        Path file = file(decoding);
        return new IOException("%s: %s (%s)"
                .formatted(
                        file,
                        ElementWalk.of(file).isCut()
                                ? "cut off in the middle"
                                : "damaged, or no picture of the same kind as the first",
                        AvError.text(status)));
    }

    private void read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw new IOException("%s: the file is empty".formatted(file));
            }
            if (size > Integer.MAX_VALUE - 64 || avcodec.av_new_packet(packet, (int) size) < 0) {
                throw new IOException("%s: no memory for %d bytes".formatted(file, size));
            }
            ByteBuffer bytes = AvAddress.segment(packet.data(), size).asByteBuffer();
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads on.
            }
            if (bytes.hasRemaining()) {
                throw new IOException("%s: became shorter while it was read".formatted(file));
            }
            tellAnimation(file, bytes.flip());
            // Of the others a part is an error.
            if (decoder.codecId() == avcodec.AV_CODEC_ID_MJPEG && ElementWalk.isCut(bytes.rewind())) {
                tellCut(file);
            }
        }
    }

    /** Decoders fill in what is missing. */
    private void tellCut(Path file) {
        cut++;
        if (cut <= NAMES) {
            notes.add("%s is cut off; what is missing of its picture is filled in", file.getFileName());
        }
    }

    private void tellAnimation(Path file, ByteBuffer bytes) {
        if (decoder.codecId() == avcodec.AV_CODEC_ID_PNG) {
            byte[] start = new byte[Math.min(ANIMATION_BYTES, bytes.remaining())];
            bytes.get(start);
            if (isAnimation(start)) {
                notes.add("%s is an animation; its first picture is taken", file.getFileName());
            }
        }
    }

    private static boolean isAnimation(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return isAnimation(in.readNBytes(ANIMATION_BYTES));
        }
    }

    /** Whether a PNG file that starts like this is one. */
    private static boolean isAnimation(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).contains("acTL");
    }
}
