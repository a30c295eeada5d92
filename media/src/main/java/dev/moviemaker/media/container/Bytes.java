// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.spi.ContainerTarget;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Where libavformat's bytes go: a file of its own, a channel, or a presentation's files. Closed by {@link #close},
 * which flushes.
 */
final class Bytes {
    private final ContainerTarget target;
    private volatile @Nullable Path file;
    private final @Nullable ChannelOutput channel;
    private final @Nullable Presentation presentation;

    private Bytes(ContainerTarget target, @Nullable Path file, @Nullable ChannelOutput channel) {
        this(target, file, channel, null);
    }

    private Bytes(
            ContainerTarget target,
            @Nullable Path file,
            @Nullable ChannelOutput channel,
            @Nullable Presentation presentation) {
        this.presentation = presentation;
        this.target = target;
        this.file = file;
        this.channel = channel;
    }

    static Bytes of(ContainerTarget target) {
        return switch (target) {
            case ContainerTarget.File named -> new Bytes(target, named.path(), null);
            case ContainerTarget.Bytes bytes -> new Bytes(target, null, new ChannelOutput(bytes.channel()));
        };
    }

    static Bytes of(Presentation presentation) {
        return new Bytes(new ContainerTarget.File(presentation.file()), presentation.file(), null, presentation);
    }

    /** What libavformat has to be told by name: only of files that it opens by itself. */
    @Nullable
    String url() {
        return presentation == null ? null : "file:" + presentation.file().toAbsolutePath();
    }

    /** Adds options that depend on the target. */
    void options(AVDictionary options, Container container) {
        if (presentation != null) {
            PresentationFiles.options(presentation, container).forEach((key, value) -> {
                int ignored = avutil.av_dict_set(options, key, value, 0);
            });
        }
    }

    /** Puts out what is held back, and returns how much was written. */
    long flush(AVFormatContext context) {
        AVIOContext io = context.pb();
        if (io == null || io.isNull()) {
            return 0;
        }
        avformat.avio_flush(io);
        return avformat.avio_tell(io);
    }

    /** Whether what was written can be completed later. */
    boolean seekable() {
        return channel == null || channel.seekable();
    }

    void open(AVFormatContext context) throws IOException {
        if (presentation != null) {
            return;
        }
        if (channel != null) {
            context.pb(channel.io());
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
            return;
        }
        AVIOContext io = new AVIOContext((Pointer) null);
        int status = avformat.avio_open2(
                io, "file:" + path().toAbsolutePath(), avformat.AVIO_FLAG_WRITE, (AVIOInterruptCB) null, (AVDictionary)
                        null);
        if (status < 0) {
            throw new IOException(AvError.text(status));
        }
        context.pb(io);
    }

    private Path path() {
        Path path = file;
        if (path == null) {
            throw new IllegalStateException("no file");
        }
        return path;
    }

    void renamed(Path newFile) {
        file = newFile;
    }

    /** Throws what a channel threw, if it did. */
    void rethrow() throws IOException {
        if (channel != null) {
            channel.rethrow();
        }
    }

    /** Flushes and closes; a context that was never opened has nothing to close. */
    int close(AVFormatContext context) {
        AVIOContext io = context.pb();
        if (channel != null) {
            channel.close();
            context.pb(null);
            return 0;
        }
        if (io == null || io.isNull()) {
            if (presentation != null) {
                PresentationFiles.complete(presentation);
            }
            return 0;
        }
        context.pb(null);
        return avformat.avio_closep(io);
    }

    /**
     * States the size of the cropped pictures in an MP4's track headers.
     *
     * @return whether that was possible
     */
    boolean crop(VideoStream video) throws IOException {
        switch (target) {
            case ContainerTarget.File _ -> {
                try (FileChannel open = FileChannel.open(path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    TrackHeader.crop(open, video);
                }
                return true;
            }
            case ContainerTarget.Bytes bytes -> {
                if (!(bytes.channel() instanceof SeekableByteChannel seekable)) {
                    return false;
                }
                long end = seekable.position();
                try {
                    TrackHeader.crop(seekable, video);
                    return true;
                } catch (NonReadableChannelException e) {
                    return false;
                } finally {
                    seekable.position(end);
                }
            }
        }
    }

    @Override
    public String toString() {
        return file == null ? "the stream" : String.valueOf(file);
    }
}
