// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import dev.moviemaker.truth.players.Player;
import dev.moviemaker.truth.players.Players;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records movies that differ in one property and prints what each player shows of them. */
public final class PlayerTable {
    private static final String RATE = "14";
    private static final double MAX_PATCH = 3;

    /** Of the second, the middle and the last but one picture: its middle in time. */
    private static final List<Integer> LOOKED_AT = List.of(1, 7, 12);

    private record Row(
            String property, InputKind kind, int width, int height, String container, List<String> options) {}

    private PlayerTable() {}

    private static InputKind movie(String name, Colour colour, String pixelFormat, String options) {
        return InputKind.of(name, RATE, colour, made -> InputKind.words(made.movie("m.mkv", pixelFormat, options)))
                .sound(2, 48_000, 0.1);
    }

    private static List<Row> rows() {
        InputKind plain = movie("plain", Colour.RGB, "bgr0", "-c:v ffv1 -c:a pcm_s16le");
        InputKind surround = plain.sound(6, 48_000, 0.1);
        InputKind wide = InputKind.of(
                        "aspect",
                        RATE,
                        Colour.BT601,
                        made -> InputKind.words(
                                made.movie("m.mkv", "yuv420p", "-c:v ffv1 -aspect:v " + 640 * 64 + ":" + 360 * 45)))
                .with("sar", "64:45");
        InputKind turned = InputKind.of(
                        "turned",
                        RATE,
                        Colour.BT709,
                        made -> InputKind.words(made.copied(
                                made.movie("plain.mp4", "yuv420p", "-c:v mpeg4 -q:v 1"),
                                "turned.mp4",
                                "-display_rotation:v:0 -90")))
                .with("turn", "90");
        List<String> software = List.of("--backend", "av1_software");
        List<String> rdna3 = List.of("--backend", "av1_hardware", "--device", "emulated:radv-rdna3");
        List<Row> rows = new ArrayList<>();
        for (String container : List.of("mp4", "mkv", "webm")) {
            rows.add(new Row("640x360", plain, 640, 360, container, software));
            rows.add(new Row("321x241 (odd)", plain, 321, 241, container, software));
            rows.add(new Row("640x360 on RDNA3", plain, 640, 360, container, rdna3));
            rows.add(new Row("sample aspect 64:45", wide, 640, 360, container, software));
            rows.add(new Row("turned by 90 degrees", turned, 640, 360, container, software));
            rows.add(new Row("5.1 sound", surround, 320, 240, container, software));
        }
        rows.add(new Row("1920x1080 on RDNA3", plain, 1920, 1080, "mp4", rdna3));
        rows.addAll(colours(software));
        return rows;
    }

    private static List<Row> colours(List<String> software) {
        return List.of(
                new Row(
                        "matrix of BT.601",
                        movie("601", Colour.UNTAGGED, "yuv420p", "-c:v ffv1 -c:a pcm_s16le"),
                        640,
                        360,
                        "mp4",
                        software),
                new Row(
                        "sRGB transfer",
                        movie("srgb", Colour.SRGB, "yuv420p", "-c:v ffv1 -c:a pcm_s16le"),
                        640,
                        360,
                        "mp4",
                        software),
                new Row(
                        "full range",
                        movie("full", Colour.BT709_FULL, "yuv420p", "-c:v ffv1 -c:a pcm_s16le"),
                        640,
                        360,
                        "mp4",
                        software),
                new Row(
                        "10 bit",
                        movie("deep", Colour.BT709, "yuv420p10le", "-c:v ffv1 -c:a pcm_s16le")
                                .tenBit(),
                        640,
                        360,
                        "mp4",
                        software));
    }

    /**
     * Prints the table.
     *
     * @param args parts of names of players or properties, to look at those only
     * @throws IOException if no movie can be recorded
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("players");
        List<Player> players = Players.all(Double.parseDouble(RATE)).stream()
                .filter(player -> wanted(args, "player=", player.name()))
                .toList();
        System.out.print("| property | container |");
        players.forEach(player -> System.out.printf(" %s |", player.name()));
        System.out.println("\n| --- | --- |" + " --- |".repeat(players.size()));
        int number = 0;
        for (Row row : rows()) {
            if (!wanted(args, "property=", row.property()) || !wanted(args, "container=", row.container())) {
                continue;
            }
            Path own = Files.createDirectories(folder.resolve("row" + number++));
            Material material = Material.of(own, row.kind(), row.width(), row.height());
            System.out.printf("| %s | %s |", row.property(), row.container());
            Path movie;
            try {
                movie = record(row, material);
            } catch (IOException e) {
                System.out.println(
                        " cannot be recorded: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ") + " |");
                continue;
            }
            for (Player player : players) {
                String cell;
                try {
                    cell = told(material, player.show(movie, times(), own));
                } catch (IOException | RuntimeException e) {
                    cell = "fails: " + e.getMessage();
                }
                System.out.printf(" %s |", cell.replaceAll("\\s+", " "));
            }
            System.out.println();
        }
    }

    private static boolean wanted(String[] args, String key, String value) {
        boolean asked = false;
        for (String arg : args) {
            if (arg.startsWith(key)) {
                asked = true;
                if (value.contains(arg.substring(key.length()))) {
                    return true;
                }
            }
        }
        return !asked;
    }

    private static List<Double> times() {
        return LOOKED_AT.stream()
                .map(picture -> (picture + 0.5) / Double.parseDouble(RATE))
                .toList();
    }

    private static Path record(Row row, Material material) throws IOException {
        Path movie = material.folder().resolve("movie." + row.container());
        List<String> words = new ArrayList<>(List.of("encode"));
        words.addAll(row.kind().maker().make(material));
        words.addAll(List.of("-o", movie.toString(), "--quiet", "--rate-control", "crf", "--quality", "90"));
        words.addAll(row.options());
        CommandRun run = CommandRun.run(words);
        if (run.exitCode() != 0) {
            throw new IOException(run.err());
        }
        return movie;
    }

    private static String told(Material material, Player.Shown shown) {
        Scene scene = material.scene();
        int turn = Integer.parseInt(material.kind().property("turn", "0"));
        String[] aspect = material.kind().property("sar", "1:1").split(":", -1);
        int width = Math.round(scene.width() * Float.parseFloat(aspect[0]) / Float.parseFloat(aspect[1]));
        int height = scene.height();
        Worst worst = new Worst(0, "");
        String size = "";
        for (int i = 0; i < LOOKED_AT.size(); i++) {
            Raster picture = raster(shown.pictures().get(i)).turned(-turn);
            if (Math.abs(picture.width() - width) > (width == scene.width() ? 0 : 1) || picture.height() != height) {
                size = "**%dx%d**, "
                        .formatted(
                                shown.pictures().get(i).getWidth(),
                                shown.pictures().get(i).getHeight());
            }
            Worst found = worstPatch(scene, LOOKED_AT.get(i), picture, (double) width / scene.width());
            worst = found.difference() > worst.difference() ? found : worst;
        }
        String patch = worst.difference() > MAX_PATCH
                ? String.format(Locale.ROOT, "**off by %.1f** (%s)", worst.difference(), worst.what())
                : String.format(Locale.ROOT, "off by %.1f", worst.difference());
        return (size.isEmpty() ? "size right, " : size) + patch + sound(material, shown);
    }

    private record Worst(double difference, String what) {}

    private static Worst worstPatch(Scene scene, int picture, Raster shown, double stretch) {
        Worst worst = new Worst(0, "");
        for (int index = 0; index < Scene.PATCHES; index++) {
            Scene.Patch patch = scene.patch(picture, index);
            int right = (int) ((patch.right() - Scene.EDGE) * stretch);
            if (right > shown.width() || patch.bottom() > shown.height()) {
                return new Worst(255, "out of sight");
            }
            double[] mean = shown.mean(
                    (int) ((patch.left() + Scene.EDGE) * stretch),
                    patch.top() + Scene.EDGE,
                    right,
                    patch.bottom() - Scene.EDGE);
            for (int c = 0; c < 3; c++) {
                double difference = Math.abs(mean[c] - patch.component(c));
                if (difference > worst.difference()) {
                    worst = new Worst(
                            difference,
                            String.format(
                                    Locale.ROOT, "%06x as %.0f %.0f %.0f", patch.color(), mean[0], mean[1], mean[2]));
                }
            }
        }
        return worst;
    }

    private static Raster raster(BufferedImage image) {
        float[] rgb = new float[3 * image.getWidth() * image.getHeight()];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                rgb[at++] = pixel >> 16 & 0xFF;
                rgb[at++] = pixel >> 8 & 0xFF;
                rgb[at++] = pixel & 0xFF;
            }
        }
        return new Raster(image.getWidth(), image.getHeight(), rgb);
    }

    private static String sound(Material material, Player.Shown shown) {
        if (material.tones().isEmpty()) {
            return "";
        }
        Tones tones = material.tones().get();
        if (shown.channels() != tones.channels()) {
            return ", **%d channels**".formatted(shown.channels());
        }
        FloatBuffer values =
                ByteBuffer.wrap(shown.sound()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[][] separate = new float[shown.channels()][values.remaining() / shown.channels()];
        for (int i = 0; i < separate[0].length; i++) {
            for (int c = 0; c < shown.channels(); c++) {
                separate[c][i] = values.get();
            }
        }
        Samples samples = new Samples(shown.rate(), separate, 0);
        double worst = 1;
        for (int c = 0; c < shown.channels(); c++) {
            worst = Math.min(worst, samples.match(c, tones, c).correlation());
        }
        return worst < 0.9 ? ", **channels mixed up**" : ", " + shown.channels() + " channels";
    }
}
