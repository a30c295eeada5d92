// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.awt.Color;
import java.awt.Graphics2D;

/**
 * What a recorded desktop shows: an editor in which somebody types and scrolls, a list, a pointer, a bar that grows.
 */
final class ScreenPainter implements Painter {
    private static final Color PAPER = new Color(30, 30, 38);
    private static final Color[] INKS = {
        new Color(210, 210, 215), new Color(120, 180, 240), new Color(230, 160, 110), new Color(140, 210, 140)
    };
    private static final int LINE = 18;
    private static final int TYPING = 45;
    private static final int SCROLLING = 30;

    @Override
    public void paint(Graphics2D out, int width, int height, int index) {
        out.setPaint(new Color(58, 90, 120));
        out.fillRect(0, 0, width, height);
        int turn = index / (TYPING + SCROLLING);
        int within = index % (TYPING + SCROLLING);
        int scrolled = turn * SCROLLING + Math.max(0, within - TYPING);
        editor(out, width, height, scrolled * 6, Math.min(within, TYPING));
        list(out, width, height, index);
        pointer(out, width, height, index);
    }

    private static void editor(Graphics2D out, int width, int height, int scrolled, int typed) {
        int right = width * 7 / 10;
        out.setPaint(PAPER);
        out.fillRect(20, 40, right - 20, height - 60);
        out.setPaint(new Color(225, 225, 230));
        out.fillRect(20, 14, right - 20, 26);
        out.setClip(20, 40, right - 20, height - 60);
        int first = scrolled / LINE;
        int lines = height / LINE + 2;
        for (int line = first; line < first + lines; line++) {
            int y = 44 + line * LINE - scrolled;
            int words = Math.floorMod(GamePainter.hash(line, 3), 9);
            int x = 30 + 24 * Math.floorMod(GamePainter.hash(line / 4, 4), 4);
            if (line == first + lines / 2) {
                words = typed / 4;
            }
            for (int word = 0; word < words && x < right; word++) {
                int number = GamePainter.hash(line, 10 + word);
                out.setPaint(INKS[number >>> 8 & 3]);
                x += Glyphs.write(out, x, y, 2, number);
            }
        }
        out.setClip(null);
    }

    private static void list(Graphics2D out, int width, int height, int index) {
        int left = width * 7 / 10 + 20;
        out.setPaint(Color.WHITE);
        out.fillRect(left, 40, width - left - 20, height - 60);
        for (int row = 0; row < (height - 120) / 26; row++) {
            boolean chosen = row == index / 20 % 12;
            out.setPaint(chosen ? new Color(40, 110, 220) : new Color(245, 245, 248));
            out.fillRect(left + 6, 50 + row * 26, width - left - 32, 22);
            out.setPaint(chosen ? Color.WHITE : Color.DARK_GRAY);
            Glyphs.write(out, left + 14, 54 + row * 26, 2, 500 + row);
        }
        out.setPaint(new Color(60, 170, 90));
        out.fillRect(left + 6, height - 46, (width - left - 32) * (index % 150) / 150, 14);
    }

    private static void pointer(Graphics2D out, int width, int height, int index) {
        int x = (int) (width * (0.5 + 0.35 * StrictMath.sin(index * 0.031)));
        int y = (int) (height * (0.5 + 0.3 * StrictMath.cos(index * 0.043)));
        out.setPaint(Color.BLACK);
        out.fillPolygon(new int[] {x, x, x + 12}, new int[] {y, y + 18, y + 12}, 3);
        out.setPaint(Color.WHITE);
        out.drawPolygon(new int[] {x, x, x + 12}, new int[] {y, y + 18, y + 12}, 3);
    }
}
