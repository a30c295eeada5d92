// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.RecordingStatistics;
import java.util.OptionalLong;

/** Progress as text: a bar for terminals, a line for logs. */
final class Progress {
    private static final int BAR = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private Progress() {}

    /** One line that fits the terminal, without an end of line. */
    static String bar(RecordingStatistics now, OptionalLong frames, int columns, boolean unicode) {
        String figures = figures(now, frames);
        String line = figures;
        if (frames.isPresent() && frames.getAsLong() > 0) {
            double share = share(now, frames.getAsLong());
            line = "%3d %% %s %s".formatted((int) (100 * share), drawn(share, unicode), figures);
            if (line.length() >= columns) {
                line = "%3d %% %s".formatted((int) (100 * share), figures);
            }
        }
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** One line for a log. */
    static String line(RecordingStatistics now, OptionalLong frames) {
        String figures = figures(now, frames);
        return frames.isPresent() && frames.getAsLong() > 0
                ? "%d %%, %s".formatted((int) (100 * share(now, frames.getAsLong())), figures)
                : figures;
    }

    private static double share(RecordingStatistics now, long frames) {
        return Math.clamp((double) now.framesEncoded() / frames, 0, 1);
    }

    private static String figures(RecordingStatistics now, OptionalLong frames) {
        StringBuilder text = new StringBuilder();
        text.append(now.framesEncoded());
        frames.ifPresent(total -> text.append('/').append(total));
        text.append(" frames, ")
                .append(NumberText.fixed(now.framesPerSecond(), 1))
                .append(" fps");
        if (now.bytes() > 0) {
            text.append(", ").append(NumberText.bitrate(now.averageBitrate()));
        }
        if (frames.isPresent() && now.framesPerSecond() > 0) {
            double left = (frames.getAsLong() - now.framesEncoded()) / now.framesPerSecond();
            text.append(", ").append(NumberText.clock(Math.max(0, left))).append(" left");
        } else {
            text.append(", ")
                    .append(NumberText.clock(NumberText.seconds(now.movieTime())))
                    .append(" recorded");
        }
        return text.toString();
    }

    private static String drawn(double share, boolean unicode) {
        StringBuilder bar = new StringBuilder(BAR + 2).append(unicode ? '▕' : '[');
        for (int i = 0; i < BAR; i++) {
            double cell = Math.clamp(share * BAR - i, 0, 1);
            if (unicode) {
                bar.append(EIGHTHS.charAt((int) (cell * 8)));
            } else {
                bar.append(cell >= 0.5 ? '#' : '.');
            }
        }
        return bar.append(unicode ? '▏' : ']').toString();
    }
}
