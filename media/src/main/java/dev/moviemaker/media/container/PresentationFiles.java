// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of an HLS or DASH presentation: {@code NAME-init.mp4} and {@code NAME-00001.m4s} beside NAME.m3u8. */
final class PresentationFiles {
    private static final String LIVE_TYPE = "#EXT-X-PLAYLIST-TYPE:EVENT";
    private static final String END = "#EXT-X-ENDLIST";

    private PresentationFiles() {}

    /** Options of libavformat's muxers. */
    static Map<String, String> options(Presentation presentation, Container container) {
        Path file = presentation.file().toAbsolutePath();
        String name = stem(file);
        String seconds = Double.toString(presentation.segment().toNanos() / 1e9);
        String kept = Integer.toString(presentation.kept());
        Map<String, String> options = new LinkedHashMap<>();
        if (container == Container.HLS) {
            options.put("hls_time", seconds);
            options.put("hls_list_size", kept);
            options.put("hls_fmp4_init_filename", name + "-init.mp4");
            options.put(
                    "hls_segment_filename",
                    String.valueOf(file.getParent()).replace("%", "%%") + "/" + name + "-%05d.m4s");
            boolean all = presentation.kept() == 0;
            options.put("hls_flags", "independent_segments+temp_file" + (all ? "" : "+delete_segments"));
            if (all) {
                options.put("hls_playlist_type", "event");
            }
        } else {
            options.put("seg_duration", seconds);
            options.put("window_size", kept);
            options.put("init_seg_name", name + "-init-$RepresentationID$.mp4");
            options.put("media_seg_name", name + "-$RepresentationID$-$Number%05d$.m4s");
        }
        return options;
    }

    /** A playlist with an end is one of a presentation on demand. */
    static void complete(Presentation presentation) {
        Path file = presentation.file();
        try {
            if (!file.toString().endsWith(".m3u8") || !Files.exists(file)) {
                return;
            }
            String text = Files.readString(file);
            if (text.contains(LIVE_TYPE) && text.contains(END)) {
                Path next = file.resolveSibling(file.getFileName() + ".tmp");
                Files.writeString(next, text.replace(LIVE_TYPE, "#EXT-X-PLAYLIST-TYPE:VOD"));
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            System.getLogger("dev.moviemaker.media").log(System.Logger.Level.WARNING, "Cannot complete " + file, e);
        }
    }

    /** What segments are called after: characters with a meaning in addresses or patterns are replaced. */
    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.')).replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
