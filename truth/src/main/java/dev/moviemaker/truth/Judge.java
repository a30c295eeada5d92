// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a recording with what was recorded. */
final class Judge {
    /** Seconds that sound may come late or early, and a picture's time be rounded. */
    private static final double MAX_LAG = 0.025;

    /** Seconds of the longest packet of Opus or AAC here: 1024 samples at 22,050 a second. */
    private static final double LAST_PACKET = 0.0465;

    private static final String MIN_CORRELATION = "0.9";

    /** Containers round times to milliseconds. */
    private static final double TIME_TOLERANCE = 0.0011;

    private static final double ASPECT_TOLERANCE = 0.003;

    /** Seconds at each end of the sound that must not be silent. */
    private static final double END = 0.03;

    /** The largest step in which encoders code sizes, in pixels. */
    private static final int MAX_PADDING = 64;

    private final Material material;
    private final String container;
    private final List<String> faults = new ArrayList<>();
    private double worstPsnr = Raster.MAX_PSNR;
    private double worstPatch;
    private double worstLag;
    private boolean patchTold;
    private boolean orderTold;

    private Judge(Material material, String container) {
        this.material = material;
        this.container = container;
    }

    /** Judges a recording of some material in a kind of container. */
    static Verdict judge(Material material, Recorded recorded, String container) {
        Judge judge = new Judge(material, container);
        judge.pictures(recorded);
        judge.times(recorded);
        judge.tags(recorded);
        judge.sound(recorded);
        return new Verdict(judge.worstPsnr, judge.worstPatch, judge.worstLag, judge.faults);
    }

    private void fault(String what) {
        faults.add(what);
    }

    private void pictures(Recorded recorded) {
        Scene scene = material.scene();
        int turn = Integer.parseInt(material.kind().property("turn", "0"));
        if (recorded.pictures().size() != scene.pictures()) {
            fault("%d pictures, %d in the source".formatted(recorded.pictures().size(), scene.pictures()));
        }
        List<Raster> truth = new ArrayList<>();
        for (int i = 0; i < scene.pictures(); i++) {
            truth.add(scene.picture(i).turned(turn));
        }
        int worst = -1;
        for (int i = 0; i < Math.min(recorded.pictures().size(), scene.pictures()); i++) {
            Raster right = truth.get(i);
            Raster shown = unpadded(recorded.pictures().get(i).turned(recorded.turn()), right);
            if (shown.width() != right.width() || shown.height() != right.height()) {
                fault("shown as %dx%d, not %dx%d"
                        .formatted(shown.width(), shown.height(), right.width(), right.height()));
                worstPsnr = 0;
                return;
            }
            double psnr = shown.psnr(right);
            if (psnr < worstPsnr) {
                worstPsnr = psnr;
                worst = i;
            }
            int nearest = nearest(shown, truth);
            if (nearest != i && !orderTold) {
                orderTold = true;
                fault("picture %d is rather picture %d".formatted(i, nearest));
            }
            patches(i, shown.turned(-turn));
        }
        if (worstPsnr < material.kind().minPsnr()) {
            fault("picture %d has %.1f dB, %.1f wanted"
                    .formatted(worst, worstPsnr, material.kind().minPsnr()));
        }
    }

    /**
     * Bare streams have no place for a crop: what an encoder added for its own sake stays, at the right and at the
     * bottom.
     */
    private Raster unpadded(Raster shown, Raster right) {
        int columns = shown.width() - right.width();
        int rows = shown.height() - right.height();
        boolean padded = columns >= 0 && rows >= 0 && columns < MAX_PADDING && rows < MAX_PADDING;
        return isBare() && padded ? shown.corner(right.width(), right.height()) : shown;
    }

    private boolean isBare() {
        return container.equals("ivf") || container.equals("obu");
    }

    private static int nearest(Raster shown, List<Raster> truth) {
        int nearest = 0;
        double best = -1;
        for (int i = 0; i < truth.size(); i++) {
            double psnr = shown.psnr(truth.get(i));
            if (psnr > best) {
                best = psnr;
                nearest = i;
            }
        }
        return nearest;
    }

    private void patches(int picture, Raster shown) {
        for (int index = 0; index < Scene.PATCHES; index++) {
            Scene.Patch patch = material.scene().patch(picture, index);
            double[] mean = shown.mean(
                    patch.left() + Scene.EDGE,
                    patch.top() + Scene.EDGE,
                    patch.right() - Scene.EDGE,
                    patch.bottom() - Scene.EDGE);
            for (int c = 0; c < 3; c++) {
                double difference = Math.abs(mean[c] - patch.component(c));
                worstPatch = Math.max(worstPatch, difference);
                if (difference > material.kind().tolerance() && !patchTold) {
                    // One says enough: a wrong matrix makes all wrong.
                    patchTold = true;
                    fault("picture %d: patch %06x is %.0f %.0f %.0f"
                            .formatted(picture, patch.color(), mean[0], mean[1], mean[2]));
                }
            }
        }
    }

    private void times(Recorded recorded) {
        if (container.equals("obu")) {
            return;
        }
        List<Double> times = recorded.times();
        for (int i = 0; i < Math.min(times.size(), material.scene().pictures()); i++) {
            double right = material.kind().time(i);
            double time = times.get(i) - times.getFirst();
            if (Math.abs(time - right) > TIME_TOLERANCE) {
                fault("picture %d is shown at %.4f s, not %.4f s".formatted(i, time, right));
                return;
            }
        }
        if (times.size() != recorded.pictures().size()) {
            fault("%d packets for %d pictures"
                    .formatted(times.size(), recorded.pictures().size()));
        }
    }

    private void tags(Recorded recorded) {
        List<String> keys = List.of("color_primaries", "color_transfer", "color_space", "color_range");
        List<String> right = material.kind().colour().tags();
        for (int i = 0; i < keys.size(); i++) {
            if (!recorded.text(keys.get(i)).equals(right.get(i))) {
                fault("%s is '%s', not %s".formatted(keys.get(i), recorded.text(keys.get(i)), right.get(i)));
            }
        }
        List<String> formats = switch (material.kind().bitDepth()) {
            case 8 -> List.of("yuv420p");
            case 10 -> List.of("yuv420p10le");
            default -> List.of("yuv420p", "yuv420p10le");
        };
        if (!formats.contains(recorded.text("pix_fmt"))) {
            fault("pixel format %s, not %s".formatted(recorded.text("pix_fmt"), formats));
        }
        String aspect = material.kind().property("sar", "1:1");
        String told = recorded.text("sample_aspect_ratio");
        // A bare stream has no place for it; others state a size to show, in whole pixels.
        if (!isBare() && Math.abs(ratio(told.isEmpty() ? "1:1" : told) / ratio(aspect) - 1) > ASPECT_TOLERANCE) {
            fault("sample aspect %s, not %s".formatted(told, aspect));
        }
        // In a bare stream it stands in OBUs of which libaom tells nothing.
        if (!isBare() && !material.kind().property("hdr", "").isEmpty()) {
            String light = recorded.metadata("Content light level metadata", "max_content")
                            .map(Object::toString)
                            .orElse("")
                    + "/"
                    + recorded.metadata("Content light level metadata", "max_average")
                            .map(Object::toString)
                            .orElse("");
            if (!light.equals(material.kind().property("hdr", ""))) {
                fault("content light level %s, not %s"
                        .formatted(light, material.kind().property("hdr", "")));
            }
            if (recorded.metadata("Mastering display metadata", "max_luminance").isEmpty()) {
                fault("the mastering display is missing");
            }
        }
    }

    private static double ratio(String text) {
        String[] parts = text.split(":", -1);
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }

    private void sound(Recorded recorded) {
        Optional<Tones> wanted = isBare() ? Optional.empty() : material.tones();
        if (wanted.isEmpty() || recorded.sound().isEmpty()) {
            if (wanted.isPresent() != recorded.sound().isPresent()) {
                fault(wanted.isPresent() ? "the sound is missing" : "there is sound from nowhere");
            }
            return;
        }
        Tones tones = wanted.get();
        Samples sound = recorded.sound().get();
        if (sound.channels().length != tones.channels()) {
            fault("%d channels, not %d".formatted(sound.channels().length, tones.channels()));
            return;
        }
        double end = sound.start() + sound.seconds();
        // FFmpeg does not cut the last packet where an MP4's edit list ends.
        double tolerance = material.kind().soundTolerance() + (container.equals("mp4") ? LAST_PACKET : 0);
        if (Math.abs(end - tones.seconds()) > tolerance || Math.abs(sound.start()) > MAX_LAG) {
            fault("the sound lasts from %.4f to %.4f s, not to %.4f s".formatted(sound.start(), end, tones.seconds()));
        }
        for (int channel = 0; channel < tones.channels(); channel++) {
            channel(sound, tones, channel);
        }
    }

    private void channel(Samples sound, Tones tones, int channel) {
        Samples.Match match = sound.match(channel, tones, channel);
        if (match.correlation() < Double.parseDouble(material.kind().property("correlation", MIN_CORRELATION))) {
            int other = 0;
            double best = 0;
            for (int tone = 0; tone < tones.channels(); tone++) {
                double correlation = sound.match(channel, tones, tone).correlation();
                if (correlation > best) {
                    best = correlation;
                    other = tone;
                }
            }
            fault("channel %d has a correlation of %.2f; with the tone of channel %d %.2f"
                    .formatted(channel, match.correlation(), other, best));
            return;
        }
        worstLag = Math.abs(match.lag()) > Math.abs(worstLag) ? match.lag() : worstLag;
        if (Math.abs(match.lag()) > MAX_LAG) {
            fault("channel %d is %.1f ms late".formatted(channel, 1000 * match.lag()));
        }
        double least = 0.35 * Tones.AMPLITUDE / Math.sqrt(2);
        if (!tones.lowFrequency(channel)) {
            if (sound.level(channel, 0.001, END) < least) {
                fault("channel %d begins with silence".formatted(channel));
            }
            if (sound.level(channel, tones.seconds() - END, tones.seconds() - 0.001) < least) {
                fault("channel %d ends with silence".formatted(channel));
            }
        }
    }
}
