// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recording as FFmpeg's programs, libaom among them, read it.
 *
 * @param video what ffprobe tells of the pictures' track
 * @param firstFrame what it tells of the first picture
 * @param pictures all of them, the container's crop cut off
 * @param times of their packets in seconds, in order of presentation; empty where the file has none
 */
record Recorded(
        JsonObject video, JsonObject firstFrame, List<Raster> pictures, List<Double> times, Optional<Samples> sound) {

    static Recorded read(Path file) throws IOException {
        JsonObject told = Programs.ffprobe(
                file, "-show_streams", "-show_entries", "packet=stream_index,pts_time,flags", "-show_packets");
        JsonObject video = stream(told, "video").orElseThrow(() -> new IOException(file + ": no pictures"));
        Optional<JsonObject> audio = stream(told, "audio");
        JsonObject firstFrame = firstFrame(file, "v:0").orElseThrow(() -> new IOException(file + ": no picture"));
        List<Double> times = new ArrayList<>();
        for (JsonElement packet : told.getAsJsonArray("packets")) {
            JsonObject entry = packet.getAsJsonObject();
            if (entry.get("stream_index").getAsInt() == video.get("index").getAsInt() && entry.has("pts_time")) {
                times.add(entry.get("pts_time").getAsDouble());
            }
        }
        times.sort(Double::compare);
        Optional<Samples> sound = Optional.empty();
        if (audio.isPresent()) {
            double first = firstFrame(file, "a:0")
                    .map(frame -> frame.get("pts_time").getAsDouble())
                    .orElse(0.0);
            sound = Optional.of(sound(file, audio.get(), first - (times.isEmpty() ? 0 : times.getFirst())));
        }
        return new Recorded(video, firstFrame, pictures(file, video), times, sound);
    }

    private static Optional<JsonObject> stream(JsonObject told, String kind) {
        return first(told.getAsJsonArray("streams"), "codec_type", kind);
    }

    private static Optional<JsonObject> firstFrame(Path file, String stream) throws IOException {
        JsonArray frames = Programs.ffprobe(file, "-select_streams", stream, "-show_frames", "-read_intervals", "%+#2")
                .getAsJsonArray("frames");
        return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(0).getAsJsonObject());
    }

    private static Optional<JsonObject> first(JsonArray list, String key, String value) {
        for (JsonElement element : list) {
            JsonObject object = element.getAsJsonObject();
            if (object.has(key) && object.get(key).getAsString().equals(value)) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    private static List<Raster> pictures(Path file, JsonObject video) throws IOException {
        String pixelFormat = text(video, "pix_fmt");
        int width = video.get("width").getAsInt();
        int height = video.get("height").getAsInt();
        int depth = pixelFormat.contains("10") ? 10 : 8;
        byte[] data = Programs.ffmpeg(List.of(
                "-apply_cropping",
                "none",
                "-noautorotate",
                "-c:v",
                "libaom-av1",
                "-i",
                file.toString(),
                "-map",
                "0:v:0",
                "-fps_mode",
                "passthrough",
                "-f",
                "rawvideo",
                "-"));
        int size = YuvPicture.bytes(width, height, depth);
        if (data.length % size != 0) {
            throw new IOException("%s: %d bytes are no pictures of %dx%d %s"
                    .formatted(file, data.length, width, height, pixelFormat));
        }
        List<Raster> pictures = new ArrayList<>();
        for (int at = 0; at < data.length; at += size) {
            YuvPicture picture = new YuvPicture(
                    data, at, width, height, depth, text(video, "color_space"), text(video, "color_range"));
            pictures.add(picture.raster(width - crop(video, "crop_right"), height - crop(video, "crop_bottom")));
        }
        return pictures;
    }

    private static Samples sound(Path file, JsonObject audio, double start) throws IOException {
        byte[] data = Programs.ffmpeg(
                List.of("-i", file.toString(), "-map", "0:a:0", "-c:a", "pcm_f32le", "-f", "f32le", "-"));
        int channels = audio.get("channels").getAsInt();
        FloatBuffer values =
                ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[][] separate = new float[channels][values.remaining() / channels];
        for (int i = 0; i < separate[0].length; i++) {
            for (int c = 0; c < channels; c++) {
                separate[c][i] = values.get();
            }
        }
        return new Samples(audio.get("sample_rate").getAsInt(), separate, start);
    }

    /** A property of the pictures' track, or "" where there is none. */
    String text(String key) {
        return text(video, key);
    }

    private static String text(JsonObject object, String key) {
        return object.has(key) ? object.get(key).getAsString() : "";
    }

    private static int crop(JsonObject video, String key) {
        return sideData(video, "Frame Cropping", key).map(JsonElement::getAsInt).orElse(0);
    }

    /** Degrees clockwise that players turn the pictures by. */
    int turn() {
        return sideData(video, "Display Matrix", "rotation")
                .map(rotation -> Math.floorMod(-rotation.getAsInt(), 360))
                .orElse(0);
    }

    /** Metadata of the track, or of the first picture. */
    Optional<JsonElement> metadata(String kind, String key) {
        return sideData(video, kind, key).or(() -> sideData(firstFrame, kind, key));
    }

    private static Optional<JsonElement> sideData(JsonObject of, String kind, String key) {
        if (of.has("side_data_list")) {
            for (JsonElement element : of.getAsJsonArray("side_data_list")) {
                JsonObject data = element.getAsJsonObject();
                if (text(data, "side_data_type").equals(kind) && data.has(key)) {
                    return Optional.of(data.get(key));
                }
            }
        }
        return Optional.empty();
    }
}
