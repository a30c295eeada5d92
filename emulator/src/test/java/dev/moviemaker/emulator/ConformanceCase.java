// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.client.Extras;
import dev.moviemaker.emulator.client.Extras.Filter;
import dev.moviemaker.emulator.client.Plan.Gop;
import dev.moviemaker.emulator.client.Settings;
import dev.moviemaker.emulator.profile.IntraRefreshMode;
import java.util.ArrayList;
import java.util.List;

/**
 * One case of the table: the kinds of settings that the Vulkan conformance tests ask of a driver that encodes AV1.
 *
 * @param kind row of the table
 * @param name the rest of its name
 * @param quick whether it is in the quick selection
 */
record ConformanceCase(String kind, String name, Settings settings, boolean quick) {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 256;
    private static final int FRAMES = 6;
    private static final int PERIOD = 4;
    private static final int DEFAULT = 0;
    private static final int DISABLED = 1;
    private static final int CBR = 2;
    private static final int VBR = 4;
    private static final int BITRATE = 1_500_000;
    private static final int LARGE = 3840 * 2160;
    private static final int[][] SIZES = {
        {128, 128},
        {176, 144},
        {352, 288},
        {640, 480},
        {720, 780},
        {1280, 720},
        {1920, 1080},
        {3840, 2160},
        {7680, 4320}
    };
    private static final int[][] TILES = {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 2}, {4, 4}, {8, 4}};

    @Override
    public String toString() {
        return kind + " " + name;
    }

    private static Settings plain(Gop gop) {
        return Settings.of(WIDTH, HEIGHT, FRAMES).keyPeriod(PERIOD).extras(Extras.NONE.with(gop));
    }

    static List<ConformanceCase> all() {
        List<ConformanceCase> cases = new ArrayList<>();
        sizes(cases);
        structures(cases);
        tiles(cases);
        rates(cases);
        filters(cases);
        refreshes(cases);
        maps(cases);
        cases.add(new ConformanceCase(
                "feedback2", "everything", plain(Gop.I_P).extras(extras(Gop.I_P).withFeedback2()), true));
        cases.add(new ConformanceCase(
                "feedback2",
                "tiles 2x2",
                plain(Gop.I_P).extras(extras(Gop.I_P).tiles(2, 2, true).withFeedback2()),
                false));
        return cases;
    }

    private static Extras extras(Gop gop) {
        return Extras.NONE.with(gop);
    }

    private static void sizes(List<ConformanceCase> cases) {
        for (int[] size : SIZES) {
            for (int depth : new int[] {8, 10}) {
                boolean large = size[0] * size[1] >= LARGE;
                Settings settings = Settings.of(size[0], size[1], large ? 2 : 3)
                        .keyPeriod(PERIOD)
                        .bitDepth(depth)
                        .extras(extras(Gop.I_P));
                boolean quick = size[0] == 128 || (size[0] == 176 && depth == 10);
                cases.add(new ConformanceCase("size, " + depth + " bit", size[0] + "x" + size[1], settings, quick));
            }
        }
    }

    private static void structures(List<ConformanceCase> cases) {
        for (Gop gop : List.of(Gop.I, Gop.I_P, Gop.OPEN_I_P, Gop.I_P_B3)) {
            for (int depth : new int[] {8, 10}) {
                for (boolean layers : new boolean[] {true, false}) {
                    int frames = gop == Gop.I_P_B3 ? 11 : FRAMES;
                    Settings settings = Settings.of(WIDTH, HEIGHT, frames)
                            .keyPeriod(gop == Gop.I_P_B3 ? 9 : PERIOD)
                            .bitDepth(depth)
                            .extras(extras(gop))
                            .layers(layers);
                    String name = gop + (layers ? ", layers" : ", separate images") + ", " + depth + " bit";
                    boolean quick = depth == 8 && layers == (gop != Gop.I_P) && gop != Gop.I;
                    cases.add(new ConformanceCase("structure and images", name, settings, quick));
                }
            }
        }
    }

    private static void tiles(List<ConformanceCase> cases) {
        for (int[] tile : TILES) {
            for (boolean uniform : new boolean[] {true, false}) {
                Settings settings = plain(Gop.I_P).extras(extras(Gop.I_P).tiles(tile[0], tile[1], uniform));
                String name = tile[0] + "x" + tile[1] + (uniform ? "" : ", not uniform");
                cases.add(new ConformanceCase("tiles", name, settings, tile[0] == 2 && tile[1] == 2 && !uniform));
            }
        }
    }

    private static void rates(List<ConformanceCase> cases) {
        for (int q : new int[] {64, 96, 128, 160, 192, 224, 255}) {
            cases.add(new ConformanceCase("QIndex", "" + q, plain(Gop.I_P).qIndex(q), q == 255));
        }
        for (Gop gop : List.of(Gop.I_P, Gop.I_P_B3)) {
            for (int mode : new int[] {DISABLED, DEFAULT, CBR, VBR}) {
                Settings settings = Settings.of(WIDTH, HEIGHT, 10)
                        .keyPeriod(9)
                        .rate(mode, BITRATE, true)
                        .extras(extras(gop));
                String name = List.of("default", "disabled", "CBR", "", "VBR").get(mode);
                cases.add(new ConformanceCase(
                        "rate control", gop + ", " + name, settings, gop == Gop.I_P && mode == VBR));
            }
        }
    }

    private static void filters(List<ConformanceCase> cases) {
        for (Filter filter : Filter.values()) {
            for (Gop gop : List.of(Gop.I_P, Gop.I_P_B3)) {
                Settings settings = Settings.of(WIDTH, HEIGHT, FRAMES)
                        .keyPeriod(9)
                        .qIndex(160)
                        .extras(extras(gop).with(filter));
                boolean quick = filter == Filter.DEBLOCKING_DELTAS && gop == Gop.I_P;
                cases.add(new ConformanceCase("filters", filter + ", " + gop, settings, quick));
            }
        }
    }

    private static void refreshes(List<ConformanceCase> cases) {
        for (IntraRefreshMode mode : List.of(
                IntraRefreshMode.BLOCK_BASED, IntraRefreshMode.BLOCK_ROW_BASED, IntraRefreshMode.BLOCK_COLUMN_BASED)) {
            for (int cycle : new int[] {2, 4}) {
                for (int rate : new int[] {DISABLED, CBR}) {
                    Settings settings = Settings.of(WIDTH, HEIGHT, 2 * cycle + 1)
                            .keyPeriod(100)
                            .rate(rate, BITRATE, true)
                            .extras(extras(Gop.I_P).refresh(mode.bit(), cycle));
                    String name = mode + ", cycle " + cycle + (rate == CBR ? ", CBR" : "");
                    boolean quick = cycle == 2 && rate == DISABLED && mode == IntraRefreshMode.BLOCK_ROW_BASED;
                    cases.add(new ConformanceCase("intra refresh", name, settings, quick));
                }
            }
        }
    }

    private static void maps(List<ConformanceCase> cases) {
        for (int rate : new int[] {DISABLED, DEFAULT, CBR, VBR}) {
            String name = List.of("default", "disabled", "CBR", "", "VBR").get(rate);
            Settings settings = plain(Gop.I_P).rate(rate, BITRATE, true);
            cases.add(
                    new ConformanceCase("delta maps", name, settings.deltas((x, y) -> (x - y) * 5), rate == DISABLED));
            cases.add(
                    new ConformanceCase("emphasis maps", name, settings.emphasis((x, y) -> (x + y) * 7), rate == CBR));
        }
    }
}
