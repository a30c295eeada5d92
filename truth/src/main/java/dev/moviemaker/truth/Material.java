// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an input is made of, and the means to make it. */
record Material(Path folder, InputKind kind, Scene scene, Optional<Tones> tones) {
    /** Pictures of each input: enough for several groups of pictures of the encoders and half a second of sound. */
    private static final int PICTURES = 14;

    static Material of(Path folder, InputKind kind, int width, int height) {
        Scene scene = new Scene(width, height, PICTURES, kind.grey());
        double seconds = kind.variable() ? kind.time(PICTURES) : PICTURES / kind.framesPerSecond();
        return new Material(
                folder,
                kind,
                scene,
                kind.channels() == 0
                        ? Optional.empty()
                        : Optional.of(new Tones(kind.sampleRate(), kind.channels(), kind.layout(), seconds)));
    }

    /** Makes a file, or several by a pattern, in a pixel format of FFmpeg's. */
    String movie(String file, String pixelFormat, String options) throws IOException {
        return movie(file, pixelFormat, "left", options);
    }

    String movie(String file, String pixelFormat, String chromaLocation, String options) throws IOException {
        Path pictures = folder.resolve("scene.rgb48");
        if (!Files.exists(pictures)) {
            scene.writeRgb48(pictures);
        }
        List<String> command = new ArrayList<>(List.of("-f", "rawvideo", "-pix_fmt", "rgb48le", "-s"));
        command.add(scene.width() + "x" + scene.height());
        command.addAll(List.of("-framerate", kind.rate(), "-i", pictures.toString()));
        if (tones.isPresent()) {
            command.addAll(soundInput(tones.get()));
        }
        String times = kind.variable() ? ",settb=1/1000,setpts='(N+floor(N*N/8))*1000/%s'".formatted(kind.rate()) : "";
        command.addAll(List.of("-vf", kind.colour().filter(pixelFormat, chromaLocation) + times));
        command.addAll(kind.colour().options());
        command.addAll(List.of("-fps_mode", "passthrough"));
        if (!options.isBlank()) {
            command.addAll(Arrays.asList(options.split(" ")));
        }
        Path target = folder.resolve(file);
        command.add(target.toString());
        Programs.ffmpeg(command);
        return target.toString();
    }

    /** Makes a file of sound only. */
    String soundFile(String file, String options) throws IOException {
        List<String> command = new ArrayList<>(soundInput(tones.orElseThrow()));
        command.addAll(Arrays.asList(options.split(" ")));
        Path target = folder.resolve(file);
        command.add(target.toString());
        Programs.ffmpeg(command);
        return target.toString();
    }

    /** Makes a file from another with the same coded pictures. */
    String copied(String from, String file, String inputOptions) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(inputOptions.split(" ")));
        command.addAll(List.of("-i", from, "-c", "copy"));
        Path target = folder.resolve(file);
        command.add(target.toString());
        Programs.ffmpeg(command);
        return target.toString();
    }

    /** Makes a y4m file with a header of our own. */
    String y4m(String pixelFormat, String chromaLocation, String tags) throws IOException {
        Path raw = Path.of(movie("pictures.yuv", pixelFormat, chromaLocation, "-f rawvideo -map 0:v"));
        byte[] samples = Files.readAllBytes(raw);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String rate = kind.rate().contains("/") ? kind.rate().replace('/', ':') : kind.rate() + ":1";
        out.writeBytes("YUV4MPEG2 W%d H%d F%s %s\n"
                .formatted(scene.width(), scene.height(), rate, tags)
                .getBytes(StandardCharsets.US_ASCII));
        int size = samples.length / scene.pictures();
        for (int i = 0; i < scene.pictures(); i++) {
            out.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            out.write(samples, i * size, size);
        }
        return Files.write(folder.resolve("movie.y4m"), out.toByteArray()).toString();
    }

    private List<String> soundInput(Tones sound) throws IOException {
        Path samples = folder.resolve("tones.f32");
        if (!Files.exists(samples)) {
            sound.write(samples);
        }
        return List.of(
                "-f",
                "f32le",
                "-ar",
                Integer.toString(sound.rate()),
                "-ch_layout",
                sound.layout(),
                "-i",
                samples.toString());
    }
}
