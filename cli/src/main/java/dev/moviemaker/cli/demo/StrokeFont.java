// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.demo;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Capital letters and digits drawn as lines on a grid of 5 by 7 points. Text must not depend on installed fonts: a
 * minimal machine has none, and Java then cannot draw text at all.
 */
final class StrokeFont {
    private static final int COLUMNS = 4;
    private static final int ROWS = 6;
    private static final double ADVANCE = 1.45;

    /** Per character its lines, separated by spaces; each point is a column and a row digit, rows counted downwards. */
    private static final Map<Character, String> STROKES = Map.ofEntries(
            Map.entry('A', "0602204246 0444"),
            Map.entry('B', "00063645443303 0030414233"),
            Map.entry('C', "4130100105163645"),
            Map.entry('D', "00062644422000"),
            Map.entry('E', "40000646 0333"),
            Map.entry('F', "400006 0333"),
            Map.entry('G', "41301001051636454323"),
            Map.entry('H', "0006 4046 0343"),
            Map.entry('I', "1030 2026 1636"),
            Map.entry('J', "4045361605"),
            Map.entry('K', "0006 400346"),
            Map.entry('L', "000646"),
            Map.entry('M', "0600234046"),
            Map.entry('N', "06004640"),
            Map.entry('O', "103041453616050110"),
            Map.entry('P', "06003041423303"),
            Map.entry('Q', "103041453616050110 2446"),
            Map.entry('R', "06003041423303 2346"),
            Map.entry('S', "413010010213334445361605"),
            Map.entry('T', "0040 2026"),
            Map.entry('U', "000516364540"),
            Map.entry('V', "002640"),
            Map.entry('W', "0016233640"),
            Map.entry('X', "0046 4006"),
            Map.entry('Y', "002340 2326"),
            Map.entry('Z', "00400646"),
            Map.entry('0', "103041453616050110"),
            Map.entry('1', "112026 1636"),
            Map.entry('2', "01103041420646"),
            Map.entry('3', "0110304142334445361605 1333"),
            Map.entry('4', "36300444"),
            Map.entry('5', "400003334445361605"),
            Map.entry('6', "30100105163645443303"),
            Map.entry('7', "004016"),
            Map.entry('8', "13020110304142331304051636454433"),
            Map.entry('9', "16364541301001021343"),
            Map.entry(':', "2222 2424"),
            Map.entry('.', "1616"),
            Map.entry('-', "1333"),
            Map.entry('/', "4006"));

    private static final Map<Character, Path2D> GLYPHS = glyphs();

    private StrokeFont() {}

    private static Map<Character, Path2D> glyphs() {
        Map<Character, Path2D> glyphs = new HashMap<>();
        STROKES.forEach((character, strokes) -> glyphs.put(character, path(strokes)));
        return glyphs;
    }

    private static Path2D path(String strokes) {
        Path2D path = new Path2D.Double();
        for (String line : strokes.split(" ", -1)) {
            for (int i = 0; i < line.length(); i += 2) {
                double x = (line.charAt(i) - '0') / (double) ROWS;
                double y = (line.charAt(i + 1) - '0') / (double) ROWS;
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
        }
        return path;
    }

    static double width(String text, double height) {
        return height * COLUMNS / ROWS * ((text.length() - 1) * ADVANCE + 1);
    }

    static boolean has(char character) {
        return character == ' ' || GLYPHS.containsKey(character);
    }

    /** Draws in the colour set; (x, y) is the upper left corner of the first letter. */
    static void draw(Graphics2D graphics, String text, double x, double y, double height, double weight) {
        Graphics2D pen = (Graphics2D) graphics.create();
        pen.translate(x, y);
        pen.scale(height, height);
        pen.setStroke(new BasicStroke((float) (weight / height), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (char character : text.toUpperCase(Locale.ROOT).toCharArray()) {
            Path2D glyph = GLYPHS.get(character);
            if (glyph != null) {
                pen.draw(glyph);
            }
            pen.translate(ADVANCE * COLUMNS / ROWS, 0);
        }
        pen.dispose();
    }
}
