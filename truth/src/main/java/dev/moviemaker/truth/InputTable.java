// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of input kinds. */
final class InputTable {
    /** EXR has linear light. */
    private static final String LINEAR = "gbrpf32le,zscale=matrixin=gbr:matrix=gbr:primariesin=709:primaries=709"
            + ":transferin=iec61966-2-1:transfer=linear";

    private InputTable() {}

    static List<InputKind> all() {
        List<InputKind> all = new ArrayList<>(sequences());
        all.addAll(streams());
        all.addAll(movies());
        all.addAll(moreMovies());
        all.addAll(properties());
        all.addAll(sounds());
        return List.copyOf(all);
    }

    private static InputKind sequence(String name, Colour colour, String file, String pixelFormat, String options) {
        return InputKind.of(
                name,
                "30",
                colour,
                made -> InputKind.words(made.movie(file, pixelFormat, "center", options), "--fps", "30"));
    }

    private static List<InputKind> sequences() {
        return List.of(
                sequence("png rgb24", Colour.RGB, "s%04d.png", "rgb24", ""),
                sequence("png rgba", Colour.RGB, "s%04d.png", "rgba", ""),
                sequence("png rgb48", Colour.RGB, "s%04d.png", "rgb48be", "").eightOrTenBit(),
                sequence("png grey", Colour.RGB, "s%04d.png", "gray", "").withoutColour(),
                sequence("png grey16", Colour.RGB, "s%04d.png", "gray16be", "")
                        .withoutColour()
                        .eightOrTenBit(),
                InputKind.of("png + wav (Godot)", "30", Colour.RGB, made -> {
                            made.soundFile("movie.wav", "-c:a pcm_s32le");
                            made.movie("movie%08d.png", "rgb24", "-map 0:v -start_number 0");
                            return InputKind.words(
                                    made.folder().resolve("movie.wav").toString(), "--fps", "30");
                        })
                        .sound(2, 48_000, 0.003),
                sequence("jpeg 4:2:0", Colour.JFIF, "s%04d.jpg", "yuvj420p", "-q:v 2"),
                sequence("jpeg 4:4:4", Colour.JFIF, "s%04d.jpg", "yuvj444p", "-q:v 2"),
                sequence("tiff rgb24", Colour.RGB, "s%04d.tiff", "rgb24", ""),
                sequence("tiff rgb48", Colour.RGB, "s%04d.tiff", "rgb48le", "").eightOrTenBit(),
                sequence("webp", Colour.RGB, "s%04d.webp", "bgra", "-c:v libwebp -lossless 1"),
                sequence("bmp", Colour.RGB, "s%04d.bmp", "bgr24", ""),
                sequence("tga", Colour.RGB, "s%04d.tga", "bgr24", ""),
                sequence("exr", Colour.RGB, "s%04d.exr", LINEAR, "").eightOrTenBit());
    }

    private static InputKind y4m(String name, Colour colour, String pixelFormat, String chroma, String tags) {
        return InputKind.of("y4m " + name, "25", colour, made -> InputKind.words(made.y4m(pixelFormat, chroma, tags)));
    }

    private static InputKind raw(String format, Colour colour, String pixelFormat) {
        return InputKind.of("raw " + format, "24000/1001", colour, made -> {
            String file = made.movie("pictures.raw", pixelFormat, "-f rawvideo");
            String size = made.scene().width() + "x" + made.scene().height();
            return InputKind.words(file, "--format", format, "--size", size, "--fps", "24000/1001");
        });
    }

    private static List<InputKind> streams() {
        return List.of(
                y4m("420jpeg", Colour.UNTAGGED, "yuv420p", "center", "C420jpeg Ip A1:1"),
                y4m("420mpeg2", Colour.UNTAGGED, "yuv420p", "left", "C420mpeg2"),
                y4m("420paldv", Colour.UNTAGGED, "yuv420p", "topleft", "C420paldv"),
                y4m("no C", Colour.UNTAGGED, "yuv420p", "center", "Ip"),
                y4m("full", Colour.UNTAGGED_FULL, "yuv420p", "left", "C420mpeg2 XCOLORRANGE=FULL"),
                // FFmpeg writes and reads grey of full range so.
                y4m("mono", Colour.UNTAGGED_FULL, "yuv420p,extractplanes=y", "left", "Cmono")
                        .withoutColour(),
                y4m("420p10", Colour.UNTAGGED, "yuv420p10le", "left", "C420p10 XYSCSS=420P10")
                        .tenBit(),
                y4m("422", Colour.UNTAGGED, "yuv422p", "left", "C422"),
                y4m("444", Colour.UNTAGGED, "yuv444p", "left", "C444"),
                y4m("444p10", Colour.UNTAGGED, "yuv444p10le", "left", "C444p10 XYSCSS=444P10")
                        .tenBit(),
                raw("rgba8", Colour.RGB, "rgba"),
                raw("bgra8", Colour.RGB, "bgra"),
                raw("rgb24", Colour.RGB, "rgb24"),
                raw("i420", Colour.BT709, "yuv420p"),
                raw("nv12", Colour.BT709, "nv12"),
                raw("p010", Colour.BT709, "p010le").tenBit(),
                raw("i010", Colour.BT709, "yuv420p10le").tenBit());
    }

    private static InputKind movie(
            String name, String rate, Colour colour, String file, String pixelFormat, String options) {
        return InputKind.of(name, rate, colour, made -> InputKind.words(made.movie(file, pixelFormat, options)));
    }

    private static List<InputKind> movies() {
        return List.of(
                movie("avi mjpeg+pcm", "30", Colour.JFIF, "m.avi", "yuvj420p", "-c:v mjpeg -q:v 2 -c:a pcm_s16le")
                        .sound(2, 44_100, 0.003),
                movie("avi huffyuv", "15", Colour.RGB, "m.avi", "rgb24", "-c:v huffyuv"),
                movie(
                                "mp4 h264+aac",
                                "25",
                                Colour.BT709,
                                "m.mp4",
                                "yuv420p",
                                "-c:v libopenh264 -b:v 6M -c:a aac -b:a 192k")
                        .sound(2, 48_000, 0.06)
                        .coarse(29, 5)
                        .evenOnly(),
                movie("mp4 mpeg4 601", "30000/1001", Colour.BT601, "m.mp4", "yuv420p", "-c:v mpeg4 -q:v 1 -c:a aac")
                        .sound(1, 44_100, 0.06)
                        .coarse(30, 5),
                movie("mkv ffv1+flac", "50", Colour.RGB, "m.mkv", "bgr0", "-c:v ffv1 -c:a flac")
                        .sound(6, 48_000, 0.003),
                movie("mkv ffv1 4:4:4 10 bit", "24", Colour.BT709, "m.mkv", "yuv444p10le", "-c:v ffv1")
                        .tenBit(),
                movie("mkv ffv1 4:2:2 full", "24", Colour.BT709_FULL, "m.mkv", "yuv422p", "-c:v ffv1"),
                movie(
                                "webm vp9+opus",
                                "30",
                                Colour.BT709,
                                "m.webm",
                                "yuv420p",
                                "-c:v libvpx-vp9 -crf 5 -b:v 0 -cpu-used 8 -deadline realtime -c:a libopus -b:a 192k")
                        .sound(2, 48_000, 0.03),
                movie(
                                "webm vp8+vorbis",
                                "30",
                                Colour.UNTAGGED,
                                "m.webm",
                                "yuv420p",
                                "-c:v libvpx -crf 4 -b:v 8M -deadline realtime -c:a vorbis -strict -2 -q:a 9")
                        .sound(2, 48_000, 0.06)
                        // FFmpeg's own Vorbis encoder is not better.
                        .with("correlation", "0.7"),
                movie(
                                "ogv vp8+flac",
                                "25",
                                Colour.UNTAGGED,
                                "m.ogv",
                                "yuv420p",
                                "-c:v libvpx -crf 4 -b:v 8M -deadline realtime -c:a flac")
                        .sound(2, 48_000, 0.003));
    }

    private static List<InputKind> moreMovies() {
        return List.of(
                movie(
                                "mov prores+pcm",
                                "24000/1001",
                                Colour.BT709,
                                "m.mov",
                                "yuv422p10le",
                                "-c:v prores_ks -profile:v 3 -c:a pcm_s24le")
                        .tenBit()
                        .sound(2, 48_000, 0.003)
                        .evenOnly(), // FFmpeg codes odd sizes of ProRes wrongly
                movie("mov qtrle", "30", Colour.RGB, "m.mov", "rgb24", "-c:v qtrle"),
                movie(
                                "ts mpeg2+ac3",
                                "25",
                                Colour.BT709,
                                "m.ts",
                                "yuv420p",
                                "-c:v mpeg2video -q:v 1 -c:a ac3 -b:a 448k")
                        .sound(6, 48_000, 0.06)
                        .evenOnly(),
                movie("ts h264+aac", "30000/1001", Colour.BT709, "m.ts", "yuv420p", "-c:v libopenh264 -b:v 6M -c:a aac")
                        .sound(2, 48_000, 0.06)
                        .coarse(29, 5)
                        .evenOnly(),
                movie(
                                "gif",
                                "20",
                                Colour.RGB,
                                "m.gif",
                                "rgb24,split[a][b];[a]palettegen=stats_mode=single[p];"
                                        + "[b][p]paletteuse=new=1:dither=none",
                                "")
                        .coarse(26, 12),
                movie(
                                "mkv av1 (own kind)",
                                "30",
                                Colour.BT709,
                                "m.mkv",
                                "yuv420p10le",
                                "-c:v libsvtav1 -preset 6 -crf 10 -svtav1-params lp=1 -c:a libopus")
                        .tenBit()
                        .sound(2, 48_000, 0.03)
                        .evenOnly(),
                movie("mkv variable rate", "25", Colour.BT709, "m.mkv", "yuv420p", "-c:v ffv1 -c:a pcm_s16le")
                        .sound(2, 48_000, 0.003)
                        .variableRate());
    }

    private static List<InputKind> properties() {
        return List.of(
                InputKind.of("mp4 turned 90", "25", Colour.BT709, made -> {
                            String plain = made.movie("plain.mp4", "yuv420p", "-c:v mpeg4 -q:v 1");
                            return InputKind.words(made.copied(plain, "turned.mp4", "-display_rotation:v:0 -90"));
                        })
                        .coarse(30, 5)
                        .with("turn", "90"),
                InputKind.of("mp4 turned 180", "25", Colour.BT709, made -> {
                            String plain = made.movie("plain.mp4", "yuv420p", "-c:v mpeg4 -q:v 1");
                            return InputKind.words(made.copied(plain, "turned.mp4", "-display_rotation:v:0 180"));
                        })
                        .coarse(30, 5)
                        .with("turn", "180"),
                InputKind.of(
                                "mkv aspect 64:45",
                                "25",
                                Colour.BT601,
                                made -> InputKind.words(made.movie(
                                        "m.mkv", "yuv420p", "-c:v ffv1 -aspect:v " + aspect(made.scene(), 64, 45))))
                        .with("sar", "64:45"),
                y4m("aspect 4:3", Colour.UNTAGGED, "yuv420p", "left", "C420mpeg2 A4:3")
                        .with("sar", "4:3"),
                InputKind.of("mkv HDR10", "24", Colour.PQ, made -> {
                            Path plain = Path.of(made.movie("plain.mkv", "yuv420p10le", "-c:v ffv1"));
                            Path hdr = made.folder().resolve("hdr10.mkv");
                            HdrCopy.make(plain, hdr);
                            return InputKind.words(hdr.toString());
                        })
                        .tenBit()
                        .with("hdr", HdrCopy.LIGHT),
                movie("mkv sRGB transfer", "25", Colour.SRGB, "m.mkv", "yuv420p", "-c:v ffv1"),
                movie("mkv HLG", "50", Colour.HLG, "m.mkv", "yuv420p10le", "-c:v ffv1")
                        .tenBit(),
                movie("mkv rgb 10 bit", "24", Colour.RGB, "m.mkv", "gbrp10le", "-c:v ffv1")
                        .tenBit());
    }

    private static String aspect(Scene scene, int numerator, int denominator) {
        return scene.width() * numerator + ":" + scene.height() * denominator;
    }

    private static InputKind wav(String name, int channels, int rate, String file, String options) {
        return InputKind.of("wav " + name, "25", Colour.UNTAGGED, made -> {
                    String sound = made.soundFile(file, options);
                    return InputKind.words(made.y4m("yuv420p", "left", "C420mpeg2"), "--audio", sound);
                })
                .sound(channels, rate, 0.003)
                .with("audio", "of its own");
    }

    private static List<InputKind> sounds() {
        return List.of(
                wav("u8 mono", 1, 22_050, "s.wav", "-c:a pcm_u8"),
                wav("s16", 2, 44_100, "s.wav", "-c:a pcm_s16le"),
                wav("s24", 2, 96_000, "s.wav", "-c:a pcm_s24le"),
                wav("s32 5.1", 6, 48_000, "s.wav", "-c:a pcm_s32le"),
                wav("f32 7.1", 8, 48_000, "s.wav", "-c:a pcm_f32le"),
                wav("f64", 2, 48_000, "s.wav", "-c:a pcm_f64le"),
                wav("3.0", 3, 48_000, "s.wav", "-c:a pcm_s16le"),
                wav("quad", 4, 48_000, "s.wav", "-c:a pcm_s16le"),
                wav("5.0", 5, 48_000, "s.wav", "-c:a pcm_s16le"),
                wav("6.1", 7, 48_000, "s.wav", "-c:a pcm_s16le"),
                wav("rf64", 2, 48_000, "s.wav", "-rf64 always -c:a pcm_s16le"),
                wav("a-law", 1, 8_000, "s.wav", "-c:a pcm_alaw"),
                wav("adpcm", 2, 44_100, "s.wav", "-c:a adpcm_ms").sound(2, 44_100, 0.06),
                wav("flac file", 2, 48_000, "s.flac", "-c:a flac"),
                wav("mp3 file", 2, 44_100, "s.mp3", "-c:a libmp3lame -b:a 192k").sound(2, 44_100, 0.06));
    }
}
