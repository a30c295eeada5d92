// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;

/**
 * What a platform game shows: hills that scroll at three speeds, a wall of tiles, things that jump, sparks that are
 * half transparent, and figures that stand still. A cut in the middle.
 */
final class GamePainter implements Painter {
    private static final int CUT = 90;
    private static final int TILE = 48;
    private static final int THINGS = 14;
    private static final int SPARKS = 120;

    @Override
    public void paint(Graphics2D out, int width, int height, int index) {
        int level = index / CUT;
        out.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        out.setPaint(new GradientPaint(0, 0, color(level, 1, 60, 90, 160), 0, height, color(level, 2, 180, 150, 120)));
        out.fillRect(0, 0, width, height);
        for (int layer = 0; layer < 3; layer++) {
            hills(out, width, height, index, level, layer);
        }
        tiles(out, width, height, index, level);
        things(out, width, height, index, level);
        sparks(out, width, height, index, level);
        score(out, index);
    }

    private static void hills(Graphics2D out, int width, int height, int index, int level, int layer) {
        double left = index * (0.4 + 0.7 * layer);
        Polygon hill = new Polygon();
        hill.addPoint(0, height);
        for (int x = 0; x <= width + 8; x += 8) {
            double at = (x + left) / width * (5 + 2 * layer) + level;
            double rise = StrictMath.sin(at) * 0.5 + StrictMath.sin(at * 2.7) * 0.25 + StrictMath.sin(at * 7.1) * 0.06;
            hill.addPoint(x, (int) (height * (0.45 + 0.1 * layer - 0.12 * rise)));
        }
        hill.addPoint(width + 8, height);
        out.setPaint(color(level, 10 + layer, 90 - 20 * layer, 120 - 15 * layer, 100 - 25 * layer));
        out.fill(hill);
    }

    private static void tiles(Graphics2D out, int width, int height, int index, int level) {
        int left = index * 4;
        int first = left / TILE;
        for (int column = first; column <= first + width / TILE + 1; column++) {
            int rows = 2 + Math.floorMod(hash(column / 3, level), 4);
            for (int row = 0; row < rows; row++) {
                int x = column * TILE - left;
                int y = height - (row + 1) * TILE;
                int kind = Math.floorMod(hash(column, row + 100 * level), 5);
                out.setPaint(color(level, 20 + kind, 110 + 15 * kind, 80 + 9 * kind, 60));
                out.fillRect(x, y, TILE, TILE);
                for (int grain = 0; grain < 24; grain++) {
                    int at = hash(grain, column * 31 + row);
                    out.setPaint((at & 1) == 0 ? new Color(255, 255, 255, 40) : new Color(0, 0, 0, 60));
                    out.fillRect(x + Math.floorMod(at >> 3, TILE - 4), y + Math.floorMod(at >> 12, TILE - 3), 4, 3);
                }
            }
        }
    }

    private static void things(Graphics2D out, int width, int height, int index, int level) {
        for (int thing = 0; thing < THINGS; thing++) {
            int seed = hash(thing, 7 + level);
            int size = 24 + Math.floorMod(seed, 40);
            double way = (seed >> 8) % 5 + 2.5;
            int x = (int) Math.floorMod((long) (Math.floorMod(seed >> 4, width) + way * index), (long) width + size)
                    - size;
            double jump = Math.abs(StrictMath.sin(index * 0.09 + thing));
            int y = (int) (height * 0.72 - jump * height * 0.3);
            out.setPaint(new GradientPaint(
                    x, y, color(level, 40 + thing, 220, 90, 70), x, y + size, color(level, 60 + thing, 70, 60, 200)));
            out.fillOval(x, y, size, size);
            out.setPaint(Color.WHITE);
            out.fillOval(x + size / 2, y + size / 4, size / 5, size / 5);
        }
    }

    private static void sparks(Graphics2D out, int width, int height, int index, int level) {
        for (int spark = 0; spark < SPARKS; spark++) {
            int born = spark % 60;
            int age = Math.floorMod(index - born, 60);
            int seed = hash(spark, (index - born) / 60 + level);
            int x = Math.floorMod(seed, width) + age * (seed >> 20 & 7) - age * 3;
            int y = (int) (height * 0.7 - age * (4 + (seed >> 24 & 3)) + age * age * 0.12);
            out.setPaint(new Color(255, 220 - 3 * age, 80, Math.max(0, 220 - 4 * age)));
            out.fillRect(x, y, 5, 5);
        }
    }

    private static void score(Graphics2D out, int index) {
        out.setPaint(new Color(0, 0, 0, 150));
        out.fillRect(16, 16, 220, 44);
        out.setPaint(Color.YELLOW);
        Glyphs.write(out, 24, 24, 4, index / 6 * 17);
        out.setPaint(Color.RED);
        out.fillRect(250, 24, 200 - index % 200, 20);
    }

    private static Color color(int level, int part, int red, int green, int blue) {
        int shift = hash(level, part);
        return new Color(
                Math.clamp(red + (shift & 63) - 32, 0, 255),
                Math.clamp(green + (shift >> 8 & 63) - 32, 0, 255),
                Math.clamp(blue + (shift >> 16 & 63) - 32, 0, 255));
    }

    /** Bits that differ for neighbours. */
    static int hash(int a, int b) {
        int h = a * 0x9E3779B1 ^ b * 0x85EBCA77;
        h = (h ^ h >>> 15) * 0x2C1B3C6D;
        return h ^ h >>> 13;
    }
}
