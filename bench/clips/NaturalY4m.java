// SPDX-License-Identifier: Apache-2.0
import dev.moviemaker.coder.clip.NaturalClip;
import dev.moviemaker.coder.clip.Y4mClipHeader;
import dev.moviemaker.coder.clip.Y4mWriter;
import dev.moviemaker.coder.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a clip with the traits of filmed video as y4m: scenes of so many pictures, each forwards and then backwards
 * until the next one begins. The same bytes on every machine.
 */
class NaturalY4m {
    public static void main(String[] args) throws IOException {
        if (args.length != 6) {
            System.err.println("usage: NaturalY4m WIDTH HEIGHT RATE FRAMES SCENES FILE");
            System.exit(2);
        }
        int width = Integer.parseInt(args[0]);
        int height = Integer.parseInt(args[1]);
        int rate = Integer.parseInt(args[2]);
        int frames = Integer.parseInt(args[3]);
        int scenes = Integer.parseInt(args[4]);
        Path file = Path.of(args[5]);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Y4mClipHeader header = new Y4mClipHeader(width, height, rate, 1, 8);
        try (Y4mWriter out = new Y4mWriter(Files.newOutputStream(partial), header)) {
            for (int scene = 0; scene < scenes; scene++) {
                int count = frames * (scene + 1) / scenes - frames * scene / scenes;
                NaturalClip clip = new NaturalClip(width, height, 8, scene + 1);
                List<Picture> half = render(clip, width, height, (count + 1) / 2);
                for (int i = 0; i < count; i++) {
                    out.write(half.get(i < half.size() ? i : count - 1 - i));
                }
            }
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Picture> render(NaturalClip clip, int width, int height, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> {
                    Picture picture = Picture.allocate(width, height, 8);
                    clip.render(i, picture);
                    return picture;
                })
                .toList();
    }
}
