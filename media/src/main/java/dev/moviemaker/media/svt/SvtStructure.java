// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of pictures and threads, chosen together so that SVT-AV1's packets cannot get out of order.
 *
 * <p>SVT-AV1 3.1 to 4.2 brings finished pictures into coding order in a queue that has as many places as it has parent
 * picture control sets, and does not look whether a place is taken: if one picture's thread sleeps while that many
 * later pictures are finished, one of them takes its place and pictures are lost. That needs two pictures in the coding
 * loop at once. With one (one child picture control set) pictures are finished in coding order, whatever the threads
 * do, so that is what is chosen here; threads then share one picture. From
 * {@code load_default_buffer_configuration_settings} of SVT-AV1 4.2 follows which settings have one: see
 * {@link #picturesAtOnce}.
 *
 * <p>Files are made with SVT-AV1's own look-ahead and threads. Up to speed 6 they have its own levels of prediction and
 * a queue of {@link #queuePlaces} places: a later picture would have to be finished that many times while one picture's
 * thread sleeps; small pictures, which are finished in a few milliseconds, are coded one after another there too. From
 * {@link #HUE_SPEED} on files have no levels either, and one picture is in the coding loop.
 *
 * @param parameters key and value as SVT-AV1 names them
 * @param safety why its packets cannot get out of order
 */
record SvtStructure(Map<String, String> parameters, String safety, List<String> warnings) {

    /** Frames per second from which one to five levels of prediction are used. */
    private static final double[] LEVEL_FROM_RATE = {22, 28, 40, 55, 90};

    /**
     * From this speed on, SVT-AV1 4.2 leaves chroma as it was where luma does not change, in every picture that is not
     * of the base layer: its "light PD1" ({@code zero_y_coeff_exit} in product_coding_loop.c). A red patch that turns
     * green of the same luma stays red for up to half of the pictures. No parameter turns that off; without levels of
     * prediction there are no such pictures, and at speed 10 files are as large on the average (-30 to +29 %).
     */
    static final int HUE_SPEED = 7;

    private static final double LOW_DELAY_BELOW = 22;

    /** Measured in VBR with a look-ahead of 1 and no levels: 5 frames with one thread per stage, 6 with more. */
    private static final int VBR_FRAMES_HELD = 6;

    /**
     * Up to so many pixels one thread per stage is hardly slower: 0.98 of the time of SVT-AV1's own choice on two
     * cores.
     */
    static final int SMALL_PIXELS = 640 * 360;

    /**
     * Pixels per second that one thread per stage keeps up with where it matters, at speed 6: 720p at 25 frames per
     * second (measured 44 and 34 ms of one core for a frame of 720p with 2 and 3 levels). Faster speeds have no levels,
     * and as many threads as there are cores for.
     */
    private static final double ONE_THREAD_LOAD = 1280.0 * 720 * 25;

    /** The most levels of prediction with which pictures are coded one after another by several threads. */
    private static final int THREADED_LEVELS = 1;

    /** The most threads, by SVT-AV1's level of parallelism, with which they are. */
    private static final int THREADED_PARALLELISM = 3;

    /**
     * The most levels of prediction in VBR. With four, SVT-AV1 4.2 gives the pictures of a last, shorter group before a
     * key frame next to nothing: 45 bytes each in 640x360 at 60 frames per second, speed 6, and 33 dB beside 57 dB for
     * all others, whatever the bitrate. Only the levels and a look-ahead of a group (16 frames more to lose) mend that.
     * With three the worst picture has 57 dB.
     */
    private static final int VBR_LEVELS = 3;

    /** Below so many pixels, and at the speeds that have levels, SVT-AV1 chooses five of them by itself, else four. */
    private static final long DEEP_PIXELS = 1_497_600;

    /** Cores from which SVT-AV1's parallelism is 2 to 6. */
    private static final int[] PARALLELISM_FROM_CORES = {2, 3, 9, 13, 17};

    /** The structure for some settings. */
    static SvtStructure of(EncoderSettings settings, int cores, long codedPixels) {
        List<String> warnings = new ArrayList<>();
        double fps = settings.framerate().toDouble();
        boolean vbr = settings.rateControl() == RateControlMode.VBR;
        boolean conferencing =
                settings.usage().filter(Usage.CONFERENCING::equals).isPresent();
        if (conferencing && vbr) {
            warnings.add("usage: SVT-AV1 has no low-delay structure in VBR; in CBR and CRF it has");
        }
        boolean lowDelay =
                settings.rateControl() == RateControlMode.CBR || (!vbr && (conferencing || fps < LOW_DELAY_BELOW));
        if (SvtUsage.of(settings) == SvtUsage.FILE && settings.rateControl() != RateControlMode.CBR) {
            return file(settings, codedPixels);
        }
        Map<String, String> parameters =
                lowDelay ? lowDelay(settings, cores, codedPixels) : randomAccess(settings, cores, codedPixels);
        if (vbr && fps < VBR_FRAMES_HELD) {
            warnings.add(
                    ("rate_control: SVT-AV1 holds back %d frames in VBR, more than a second at %s frames per second; "
                                    + "a killed recording loses them, in CRF and CBR it does not")
                            .formatted(VBR_FRAMES_HELD, settings.framerate()));
        }
        addKeyFrames(settings, parameters);
        return new SvtStructure(parameters, safety(parameters), List.copyOf(warnings));
    }

    private static void addKeyFrames(EncoderSettings settings, Map<String, String> parameters) {
        if (settings.keyframeInterval() == 1) {
            // libavcodec would set it, and SVT-AV1 refuses it with a bitrate; every frame asks to be a key frame
            // anyway.
            parameters.put("enable-force-key-frames", "0");
        }
    }

    /**
     * What SVT-AV1 chooses by itself, from the preset and the cores; without levels of prediction where those spoil
     * hues.
     */
    private static SvtStructure file(EncoderSettings settings, long codedPixels) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("pred-struct", "2");
        boolean small = codedPixels <= SMALL_PIXELS;
        boolean flat = settings.speed() >= HUE_SPEED;
        if (flat) {
            parameters.put("hierarchical-levels", "0");
        }
        if (small) {
            parameters.put("lp", "1");
        }
        addKeyFrames(settings, parameters);
        String safety;
        if (small) {
            safety = safety(parameters);
        } else if (flat) {
            safety = "without levels of prediction it codes one picture after another";
        } else {
            safety = "a queue of %d places, more than later pictures are finished while one waits"
                    .formatted(queuePlaces(settings, codedPixels));
        }
        return new SvtStructure(parameters, safety, List.of());
    }

    /**
     * Places of the queue that brings packets into order, with SVT-AV1's own structure and the fewest threads: two
     * groups of pictures with one more each, one group more in VBR, and 8 for the filter in time and the end.
     */
    static int queuePlaces(EncoderSettings settings, long codedPixels) {
        boolean vbr = settings.rateControl() == RateControlMode.VBR;
        int levels = vbr || codedPixels >= DEEP_PIXELS ? 4 : 5;
        return (1 + (1 << levels)) * (vbr ? 3 : 2) + 8;
    }

    private static Map<String, String> lowDelay(EncoderSettings settings, int cores, long codedPixels) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("pred-struct", "1");
        if (settings.speed() >= HUE_SPEED) {
            parameters.put("hierarchical-levels", "0");
        }
        parameters.put("lp", Integer.toString(codedPixels <= SMALL_PIXELS ? 1 : parallelism(cores)));
        return parameters;
    }

    /**
     * Groups of pictures so short, and so little look-ahead, that the frames which SVT-AV1 holds back stay below a
     * second of the movie even while frames come faster than they are coded: a killed recording loses them. It holds 5,
     * 6, 10, 17, 25 and 41 frames at 0 to 5 levels when it keeps up, and that of the look-ahead; about twice as many
     * with its queue when it does not; and one in its low-delay structure.
     *
     * <p>From {@link #HUE_SPEED} on there are no levels: every picture is of the base layer.
     *
     * <p>Many levels need one thread per stage, which codes small pictures as fast as several do, and keeps up with
     * 720p at 25 frames per second. Where more is asked for and there are cores, fewer levels and more threads are
     * taken: 58 ms of processor time for a frame of 720p, shared by three.
     */
    private static Map<String, String> randomAccess(EncoderSettings settings, int cores, long codedPixels) {
        double fps = settings.framerate().toDouble();
        int levels = 0;
        while (settings.speed() < HUE_SPEED && levels < LEVEL_FROM_RATE.length && fps >= LEVEL_FROM_RATE[levels]) {
            levels++;
        }
        if (settings.rateControl() == RateControlMode.VBR) {
            levels = Math.min(levels, VBR_LEVELS);
        }
        boolean small = codedPixels <= SMALL_PIXELS;
        boolean heavy = !small && cores > 2 && codedPixels * fps > ONE_THREAD_LOAD;
        if (heavy) {
            levels = Math.min(levels, THREADED_LEVELS);
        }
        int lp = small || levels > THREADED_LEVELS ? 1 : Math.min(parallelism(cores), THREADED_PARALLELISM);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("pred-struct", "2");
        // Without levels and without a look-ahead SVT-AV1 4.2 runs out of pictures, and crashes or waits for ever, when
        // key frames follow each other.
        parameters.put("lookahead", levels == 0 ? "1" : "0");
        parameters.put("hierarchical-levels", Integer.toString(levels));
        parameters.put("lp", Integer.toString(lp));
        return parameters;
    }

    /** SVT-AV1's level of parallelism for so many cores, 1 to 6. */
    static int parallelism(int cores) {
        int lp = 1;
        for (int from : PARALLELISM_FROM_CORES) {
            lp += cores >= from ? 1 : 0;
        }
        return lp;
    }

    private static String safety(Map<String, String> parameters) {
        int lp = Integer.parseInt(parameters.get("lp"));
        if ("1".equals(parameters.get("pred-struct"))) {
            return "the low-delay structure codes one picture after another";
        }
        return lp == 1
                ? "one thread per stage codes one picture after another"
                : "%s levels of prediction with a parallelism of %d code one picture after another"
                        .formatted(parameters.get("hierarchical-levels"), lp);
    }

    /**
     * How many pictures SVT-AV1 4.2 has in its coding loop at once, its child picture control sets.
     *
     * @param lowDelay whether its structure is the low-delay one
     * @param levels of prediction, 0 to 5
     * @param lp level of parallelism, 1 to 6
     * @return 1 where packets cannot get out of order
     */
    static int picturesAtOnce(boolean lowDelay, int levels, int lp, long pixels) {
        if (lowDelay || lp == 1) {
            return 1;
        }
        int groups = switch (lp) {
            case 2, 3 -> 1;
            case 4 -> 2;
            case 5 -> 3;
            default -> pixels <= 4096 * 2304L ? 8 : 6;
        };
        int most = switch (lp) {
            case 2 -> 2;
            case 3 -> 8;
            case 4 -> 12;
            case 5 -> 16;
            default -> 20;
        };
        return Math.clamp(most, 1, Math.max(1, (1 << levels) / 2 * groups));
    }
}
