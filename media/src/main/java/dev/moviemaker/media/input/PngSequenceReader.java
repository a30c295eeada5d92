package dev.moviemaker.media.input;

import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Numbered PNG files: {@code NAME00000000.png} and so on, as Godot's Movie Maker writes them. */
public final class PngSequenceReader implements MovieInput {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]+)\\.png", Pattern.CASE_INSENSITIVE);

    private final List<Path> files;
    private final Path sound;
    private final PictureDecoder decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final VideoInfo info;
    private int sent;
    private int delivered;
    private boolean endSent;
    private boolean pending;
    private boolean closed;

    private PngSequenceReader(List<Path> files, Path sound, Rational frameRate, PictureDecoder decoder)
            throws IOException {
        this.files = files;
        this.sound = sound;
        this.decoder = decoder;
        if (!receive()) {
            throw new IOException("%s: no picture in it can be decoded".formatted(files.getFirst()));
        }
        info = new VideoInfo(
                decoder.frame().width(),
                decoder.frame().height(),
                decoder.format(),
                frameRate,
                false,
                frameRate.inverse(),
                Optional.empty(),
                OptionalLong.of(files.size()));
    }

    /**
     * Opens a sequence.
     *
     * @param path one of its files, its {@code NAME.wav}, or a folder that holds one sequence
     * @param frameRate frames per second
     * @return a reader, to be closed by the caller
     * @throws IOException if there is none, if the folder holds several, or if a number is missing in the middle
     */
    public static PngSequenceReader open(Path path, Rational frameRate) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("%s: no such file".formatted(path));
        }
        AvLibraries.load();
        Path folder = Files.isDirectory(path) ? path : parent(path);
        Map<String, NavigableMap<Long, Path>> sequences = sequences(folder);
        String name = name(path, sequences);
        NavigableMap<Long, Path> numbered = sequences.get(name);
        if (numbered == null) {
            throw new IOException("%s: no files %s0000.png and so on beside it".formatted(path, name));
        }
        long expected = numbered.firstKey();
        for (Map.Entry<Long, Path> entry : numbered.entrySet()) {
            if (entry.getKey() != expected) {
                throw new IOException("%s: number %d of the sequence is missing, %s is there"
                        .formatted(folder, expected, entry.getValue().getFileName()));
            }
            expected++;
        }
        AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
        PictureDecoder decoder;
        try {
            parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
            parameters.codec_id(avcodec.AV_CODEC_ID_PNG);
            decoder = new PictureDecoder(parameters);
        } finally {
            avcodec.avcodec_parameters_free(parameters);
        }
        try {
            return new PngSequenceReader(
                    List.copyOf(numbered.values()), folder.resolve(name + ".wav"), frameRate, decoder);
        } catch (IOException | RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /**
     * The sound that Godot writes beside the pictures.
     *
     * @return {@code NAME.wav}, if it is there
     */
    public Optional<Path> soundFile() {
        return Files.isRegularFile(sound) ? Optional.of(sound) : Optional.empty();
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
        if (!receive()) {
            if (delivered < files.size()) {
                throw new IOException("%s: cannot be decoded".formatted(files.get(delivered)));
            }
            return Optional.empty();
        }
        pending = false;
        int index = Math.toIntExact(decoder.frame().pts());
        if (index != delivered) {
            throw new IOException("%s: cannot be decoded".formatted(files.get(delivered)));
        }
        if (decoder.frame().width() != info.width() || decoder.frame().height() != info.height()) {
            throw new IOException("%s: %dx%d, the pictures before are %dx%d"
                    .formatted(
                            files.get(index),
                            decoder.frame().width(),
                            decoder.frame().height(),
                            info.width(),
                            info.height()));
        }
        delivered++;
        return Optional.of(new Item.Picture(decoder.picture(index, format()), 1));
    }

    /** Programs write pictures without colours as grey: among RGB pictures they are RGB too. */
    private PixelFormat format() {
        return info.format().isRgb() ? info.format() : decoder.format();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            decoder.close();
        }
    }

    private boolean receive() throws IOException {
        while (!pending) {
            int status = decoder.receive();
            if (status == 0) {
                pending = true;
            } else if (status == AvError.AGAIN) {
                feed();
            } else if (status == AvError.EOF) {
                return false;
            } else {
                throw new IOException("%s: cannot be decoded (%s)"
                        .formatted(files.get(Math.min(delivered, files.size() - 1)), AvError.text(status)));
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
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            throw new IOException("%s: the file is empty".formatted(file));
        }
        if (avcodec.av_new_packet(packet, bytes.length) < 0) {
            throw new IOException("%s: no memory for %d bytes".formatted(file, bytes.length));
        }
        try {
            AvAddress.segment(packet.data(), bytes.length).copyFrom(MemorySegment.ofArray(bytes));
            packet.pts(sent);
            packet.dts(sent);
            // Without it libavcodec's decoder takes a file for the difference to the picture before (as APNG has them).
            packet.flags(avcodec.AV_PKT_FLAG_KEY);
            int status = decoder.send(packet);
            if (status < 0) {
                throw new IOException("%s: not a PNG file that can be read (%s)".formatted(file, AvError.text(status)));
            }
            sent++;
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    private static String name(Path path, Map<String, NavigableMap<Long, Path>> sequences) throws IOException {
        if (Files.isDirectory(path)) {
            if (sequences.isEmpty()) {
                throw new IOException("%s: no numbered PNG files in it".formatted(path));
            }
            if (sequences.size() > 1) {
                throw new IOException("%s: holds several sequences (%s): give one of their files"
                        .formatted(path, String.join(", ", sequences.keySet())));
            }
            return sequences.keySet().iterator().next();
        }
        String file = String.valueOf(path.getFileName());
        Matcher matcher = NUMBERED.matcher(file);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        int dot = file.lastIndexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    private static Map<String, NavigableMap<Long, Path>> sequences(Path folder) throws IOException {
        Map<String, NavigableMap<Long, Path>> sequences = new TreeMap<>();
        List<Path> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(all::add);
        }
        for (Path entry : all) {
            Matcher matcher = NUMBERED.matcher(String.valueOf(entry.getFileName()));
            if (matcher.matches() && matcher.group(2).length() < 19) {
                sequences
                        .computeIfAbsent(matcher.group(1), key -> new TreeMap<>())
                        .put(Long.parseLong(matcher.group(2)), entry);
            }
        }
        return sequences;
    }
}
