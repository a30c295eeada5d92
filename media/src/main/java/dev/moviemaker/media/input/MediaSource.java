// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A file or stream opened by libavformat. What it holds can never open anything else: the file itself is opened here,
 * and libavformat's list of protocols that it may use on behalf of a file names none. Playlists and scripts, which are
 * nothing but names of other files, are refused by name unless they are allowed; then they may open files, but no
 * network and no device.
 */
final class MediaSource implements AutoCloseable {
    /** Demuxers that open other files or addresses. */
    private static final Set<String> OPENERS =
            Set.of("hls", "concat", "dash", "sdp", "rtsp", "imf", "webm_dash_manifest", "image2", "lavfi");

    /** How the names end of demuxers that read one picture from a file of its own. */
    private static final String PICTURE = "_pipe";

    private static final int BUFFER = 1 << 16;

    /** How playlists begin, whatever their names are. */
    private static final Set<String> PLAYLISTS = Set.of("#EXTM3U", "ffconca");

    private static final int START = 7;

    /** Not among the constants of the Java API. */
    private static final int AVFMT_FLAG_CUSTOM_IO = 0x80;

    private final String name;
    private final AVFormatContext context;
    private final AVIOContext io;
    private final boolean ownStream;
    private final @Nullable Reader reader;
    private boolean closed;

    private MediaSource(
            String name, AVFormatContext context, AVIOContext io, boolean ownStream, @Nullable Reader reader) {
        this.name = name;
        this.context = context;
        this.io = io;
        this.ownStream = ownStream;
        this.reader = reader;
    }

    /** Hands a stream's bytes to libavformat. */
    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        private final InputStream in;
        private final byte[] bytes = new byte[BUFFER];
        private final ElementWalk walk = new ElementWalk();
        private String start = "";
        private @Nullable IOException failure;

        Reader(InputStream in) {
            this.in = in;
        }

        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            try {
                int got = in.read(bytes, 0, Math.min(size, bytes.length));
                if (got < 0) {
                    return AvError.EOF;
                }
                if (start.isEmpty()) {
                    start = new String(bytes, 0, Math.min(got, START), StandardCharsets.ISO_8859_1);
                }
                walk.feed(bytes, 0, got);
                MemorySegment.copy(MemorySegment.ofArray(bytes), 0, AvAddress.segment(buffer, got), 0, got);
                return got;
            } catch (IOException e) {
                failure = e;
                return avutil.AVERROR_EIO();
            }
        }
    }

    /** Opens a file that libavformat may seek in. */
    static MediaSource open(Path file, boolean allowPlaylists) throws IOException {
        requireFile(file);
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            // FFmpeg would open the file of that name on the machine's disk instead.
            throw new IOException("%s: in a file system of %s, and media are only read from the machine's own"
                    .formatted(file, file.getFileSystem().provider().getScheme()));
        }
        AvLibraries.load();
        String url = "file:" + file.toAbsolutePath();
        AVIOContext io = new AVIOContext((Pointer) null);
        int status = avformat.avio_open2(io, url, avformat.AVIO_FLAG_READ, (AVIOInterruptCB) null, (AVDictionary) null);
        if (status < 0) {
            throw new IOException("%s: cannot be opened (%s)".formatted(file, AvError.text(status)));
        }
        return open(file.toString(), url, io, false, null, allowPlaylists);
    }

    /** Reads a stream from front to back; it is closed with this. */
    static MediaSource open(InputStream in, String name) throws IOException {
        AvLibraries.load();
        Reader reader = new Reader(in);
        AVIOContext io = avformat.avio_alloc_context(
                new BytePointer(avutil.av_malloc(BUFFER)),
                BUFFER,
                0,
                null,
                reader,
                (Write_packet_Pointer_BytePointer_int) null,
                (Seek_Pointer_long_int) null);
        return open(name, "", io, true, reader, false);
    }

    private static MediaSource open(
            String name, String url, AVIOContext io, boolean ownStream, @Nullable Reader reader, boolean playlists)
            throws IOException {
        AVFormatContext context = avformat.avformat_alloc_context();
        MediaSource source = new MediaSource(name, context, io, ownStream, reader);
        boolean opened = false;
        try {
            AVDictionary options = new AVDictionary((Pointer) null);
            int status;
            try {
                AVInputFormat format = source.format(url, playlists, options);
                context.pb(io);
                context.flags(context.flags() | AVFMT_FLAG_CUSTOM_IO);
                avutil.av_dict_set(options, "protocol_whitelist", playlists ? "file,crypto,data" : "none", 0);
                status = avformat.avformat_open_input(context, url, format, options);
            } finally {
                avutil.av_dict_free(options);
            }
            // The context is gone if it could not be opened.
            opened = status >= 0;
            if (status < 0) {
                throw source.unreadable(status);
            }
            source.requireIndex();
            status = avformat.avformat_find_stream_info(context, (AVDictionary) null);
            if (status < 0) {
                throw source.failure("cannot be read", status);
            }
            return source;
        } catch (IOException | RuntimeException | Error e) {
            if (opened) {
                source.close();
            } else {
                source.closed = true;
                avformat.avformat_free_context(context);
                source.closeIo();
            }
            throw e;
        }
    }

    /** Finds out what demuxer reads the file, and what it must be told. */
    private AVInputFormat format(String url, boolean playlists, AVDictionary options) throws IOException {
        AVInputFormat format = new AVInputFormat((Pointer) null);
        int status = avformat.av_probe_input_buffer2(io, format, url, null, 0, 0);
        if (status < 0) {
            throw unreadable(status);
        }
        if (isNameOnly(format)) {
            // Chosen for the name's ending alone, and to read files by a pattern: what is in this one decides.
            AVInputFormat byContent = new AVInputFormat((Pointer) null);
            if (avformat.av_probe_input_buffer2(io, byContent, "", null, 0, 0) >= 0
                    && byContent.name().getString().endsWith(PICTURE)) {
                return byContent;
            }
            if (SequenceFiles.isPicture(url)) {
                // Pictures without a mark of their own, as TGA: the name tells the codec, the whole file is one
                // picture.
                avutil.av_dict_set(options, "frame_size", Long.toString(avformat.avio_size(io)), 0);
                return avformat.av_find_input_format("image2pipe");
            }
        }
        requireNoOpener(format.name().getString(), playlists);
        return format;
    }

    /**
     * An MP4 begins with its index, or it is a file that can be sought in, or it is so short that all of it is still in
     * the buffer, or it cannot be read.
     */
    private void requireIndex() throws IOException {
        Reader own = reader;
        boolean isBuffered = io.pos() <= io.buf_end().address() - io.buffer().address();
        if (own != null && own.walk.isIndexLate() && !isBuffered) {
            throw new IOException(("%s: the index (moov) of this MP4 comes after its pictures and sound: give it as a "
                            + "file, which can be read from its end, or write it with its index first (faststart)")
                    .formatted(name));
        }
    }

    private IOException unreadable(int status) {
        try {
            if (PLAYLISTS.contains(start())) {
                return new IOException(
                        ("%s: a playlist or script, which opens other files: read only from a file of its"
                                        + " kind (.m3u8), and where that is allowed (--allow-playlists)")
                                .formatted(name));
            }
            if (walk().isIndexMissing()) {
                return new IOException("%s: the index (moov) of this MP4 is missing: it is cut off, or was not finished"
                        .formatted(name));
            }
            if (reader == null && walk().isCut()) {
                return failure("cut off in the middle", status);
            }
        } catch (IOException e) {
            return e;
        }
        return failure("not a media file that can be read", status);
    }

    private String start() throws IOException {
        Reader own = reader;
        if (own != null) {
            return own.start;
        }
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
        }
    }

    /** The outermost elements: those of a stream as far as it was read. */
    private ElementWalk walk() throws IOException {
        Reader own = reader;
        return own == null ? ElementWalk.of(Path.of(name)) : own.walk;
    }

    /** Whether the file, which was read to its end, lacks what its own lengths say. */
    boolean isCut() throws IOException {
        ElementWalk walk = walk();
        if (reader != null) {
            walk.end();
        }
        return walk.isCut();
    }

    /** Whether it is one picture in JPEG, of which decoders fill in what is missing. */
    boolean isJpeg() {
        return context.iformat().name().getString().equals("jpeg" + PICTURE);
    }

    private static boolean isNameOnly(AVInputFormat format) {
        return format.name().getString().equals("image2");
    }

    private void requireNoOpener(String demuxers, boolean allowed) throws IOException {
        for (String demuxer : demuxers.split(",", -1)) {
            if (OPENERS.contains(demuxer) && !allowed) {
                throw new IOException(
                        ("%s: a playlist or script (%s), which opens other files: read only where that is allowed "
                                        + "(--allow-playlists)")
                                .formatted(name, demuxer));
            }
        }
    }

    static void requireFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("%s: no such file".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new IOException("%s: is a folder".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new IOException("%s: not readable".formatted(file));
        }
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            throw new IOException("%s: the file is empty".formatted(file));
        }
    }

    /** Whether it is WebP (RIFF) whose extended header has the flag of an animation. */
    boolean isAnimatedWebp() throws IOException {
        if (ownStream) {
            return false;
        }
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            byte[] start = in.readNBytes(21);
            return start.length == 21
                    && new String(start, 8, 8, StandardCharsets.ISO_8859_1).equals("WEBPVP8X")
                    && (start[20] & 2) != 0;
        }
    }

    AVFormatContext context() {
        return context;
    }

    String name() {
        return name;
    }

    /** The file, if it is one. */
    Optional<Path> file() {
        return ownStream ? Optional.empty() : Optional.of(Path.of(name));
    }

    /** The error for a status, with the stream's own words where it failed. */
    IOException failure(String what, int status) {
        Reader own = reader;
        if (own != null && own.failure != null) {
            return new IOException("%s: %s".formatted(name, own.failure.getMessage()), own.failure);
        }
        return new IOException("%s: %s (%s)".formatted(name, what, AvError.text(status)));
    }

    /** Throws what the stream threw, which libavformat may have taken for its end. */
    void rethrow() throws IOException {
        Reader own = reader;
        if (own != null && own.failure != null) {
            throw new IOException("%s: %s".formatted(name, own.failure.getMessage()), own.failure);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avformat.avformat_close_input(context);
            closeIo();
        }
    }

    private void closeIo() {
        if (ownStream) {
            avutil.av_free(io.buffer());
            avformat.avio_context_free(io);
            Reader own = reader;
            if (own != null) {
                Streams.closeQuietly(own.in);
                own.close();
            }
        } else {
            avformat.avio_closep(io);
        }
    }
}
