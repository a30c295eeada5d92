// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.demo;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * An evening landscape that scrolls by: hills in three distances, a film reel that rolls over the nearest, bells that
 * light up with the tune, and below it the frame's number, its time and flat patches of known colours.
 */
public final class DemoScene {
    private static final List<Color> PATCH_COLORS = List.of(
            new Color(0xFFFFFF),
            new Color(0xC0C0C0),
            new Color(0x808080),
            new Color(0xB03030),
            new Color(0xD08030),
            new Color(0xD0D040),
            new Color(0x30A050),
            new Color(0x3090C0),
            new Color(0x3048B0),
            new Color(0x8040A0),
            new Color(0x000000));

    private final int width;
    private final int height;
    private final double unit;
    private final String caption;
    private final double framesPerSecond;
    private final BufferedImage sky;
    private final BufferedImage sun;
    private final BufferedImage glow;
    private final int ground;

    /**
     * A flat area of the picture.
     *
     * @param area in pixels
     */
    public record Patch(Color color, Rectangle area) {}

    /**
     * Creates a scene of the given size.
     *
     * @param width pixels
     * @param height pixels
     * @param framesPerSecond how fast time passes from frame to frame
     */
    public DemoScene(int width, int height, double framesPerSecond) {
        this.width = width;
        this.height = height;
        this.framesPerSecond = framesPerSecond;
        unit = Math.min(height / 720.0, width / 1280.0);
        caption = "%dX%d  %s FPS".formatted(width, height, decimal(framesPerSecond));
        ground = (int) Math.round(height - 96 * unit);
        sky = paintSky();
        sun = disc(190 * unit, new Color(0xFFF3C4), new Color(255, 196, 120, 90), new Color(255, 140, 90, 0), 0.42f);
        glow = disc(
                60 * unit,
                new Color(255, 250, 220, 230),
                new Color(120, 220, 255, 90),
                new Color(80, 160, 255, 0),
                0.2f);
    }

    /** Returns the flat areas at the lower right; none where the picture is too small to hold them. */
    public List<Patch> patches() {
        int size = even(46 * unit);
        List<Patch> patches = new ArrayList<>();
        if (size >= 8) {
            int left = even(width - 28 * unit) - size * PATCH_COLORS.size();
            int top = even(ground + (height - ground - size) / 2.0);
            for (int i = 0; i < PATCH_COLORS.size(); i++) {
                patches.add(new Patch(PATCH_COLORS.get(i), new Rectangle(left + i * size, top, size, size)));
            }
        }
        return patches;
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static int even(double value) {
        return (int) Math.round(value / 2) * 2;
    }

    /**
     * Draws a frame.
     *
     * @param frame number of the frame, from 0
     * @param image of the scene's size; all of it is drawn over
     */
    public void draw(long frame, BufferedImage image) {
        double seconds = frame / framesPerSecond;
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.drawImage(sky, 0, 0, null);
        drawCentred(graphics, sun, width * 0.72 - 14 * unit * seconds, ground - 300 * unit + 7 * unit * seconds);
        drawHills(graphics, seconds * 30 * unit, 250 * unit, 70 * unit, new Color(0x6A3F7A));
        drawHills(graphics, seconds * 75 * unit + 900, 165 * unit, 60 * unit, new Color(0x3F2A63));
        drawBells(graphics, seconds);
        drawHills(graphics, seconds * 180 * unit + 2300, 60 * unit, 45 * unit, new Color(0x1C1838));
        drawReel(graphics, seconds);
        drawTitle(graphics);
        drawStrip(graphics, frame, seconds);
        graphics.dispose();
    }

    private BufferedImage paintSky() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new LinearGradientPaint(0, 0, 0, height, new float[] {0, 0.35f, 0.65f, 1}, new Color[] {
            new Color(0x10153A), new Color(0x3C2A6B), new Color(0xC8608A), new Color(0xFFB070)
        }));
        graphics.fillRect(0, 0, width, height);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 0; i < 140; i++) {
            double y = random.nextDouble() * height * 0.45;
            int strength = (int) (random.nextDouble() * 200 * (1 - y / (height * 0.5)));
            double size = (0.8 + 1.8 * random.nextDouble()) * unit;
            graphics.setColor(new Color(255, 255, 255, strength));
            graphics.fill(new Ellipse2D.Double(random.nextDouble() * width, y, size, size));
        }
        graphics.dispose();
        return image;
    }

    private static BufferedImage disc(double radius, Color core, Color middle, Color edge, float coreShare) {
        int size = Math.max(2, (int) Math.ceil(2 * radius));
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new RadialGradientPaint(
                size / 2f, size / 2f, size / 2f, new float[] {0, coreShare, coreShare + 0.02f, 1}, new Color[] {
                    core, core, middle, edge
                }));
        graphics.fillRect(0, 0, size, size);
        graphics.dispose();
        return image;
    }

    private static void drawCentred(Graphics2D graphics, BufferedImage image, double x, double y) {
        graphics.drawImage(
                image,
                (int) Math.round(x - image.getWidth() / 2.0),
                (int) Math.round(y - image.getHeight() / 2.0),
                null);
    }

    private double hill(double x, double rise) {
        double wave = x / (180 * unit);
        return rise * (Math.sin(wave) + 0.5 * Math.sin(2.3 * wave + 1) + 0.25 * Math.sin(4.1 * wave + 2));
    }

    private void drawHills(Graphics2D graphics, double shift, double base, double rise, Color color) {
        double step = Math.max(2, 8 * unit);
        Path2D path = new Path2D.Double();
        path.moveTo(0, height);
        for (double x = 0; x < width + step; x += step) {
            path.lineTo(x, ground - base - hill(x + shift, rise) * 0.6);
        }
        path.lineTo(width + step, height);
        path.closePath();
        graphics.setColor(color);
        graphics.fill(path);
    }

    private void drawBells(Graphics2D graphics, double seconds) {
        for (int note = 0; note < DemoTune.notes(); note++) {
            double loudness = DemoTune.loudness(note, seconds);
            double share = (note + 0.5) / DemoTune.notes();
            double x = width * (0.12 + 0.76 * share);
            double y = height * (0.46 - 0.12 * Math.sin(Math.PI * share));
            double radius = (9 + 6 * loudness) * unit;
            if (loudness > 0.02) {
                graphics.setComposite(AlphaComposite.SrcOver.derive((float) loudness));
                drawCentred(graphics, glow, x, y);
                double ring = (16 + 60 * (1 - loudness)) * unit;
                graphics.setColor(new Color(0xBFEFFF));
                graphics.setStroke(new BasicStroke((float) (2.5 * unit)));
                graphics.draw(new Ellipse2D.Double(x - ring, y - ring, 2 * ring, 2 * ring));
                graphics.setComposite(AlphaComposite.SrcOver);
            }
            graphics.setColor(loudness > 0.3 ? Color.WHITE : new Color(0xD8C8F0));
            graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        }
    }

    private void drawReel(Graphics2D graphics, double seconds) {
        double radius = 58 * unit;
        double x = width * 0.26;
        double shift = seconds * 180 * unit + 2300;
        double y = ground - 60 * unit - hill(x + shift, 45 * unit) * 0.6 - radius + 3 * unit;
        Graphics2D pen = (Graphics2D) graphics.create();
        pen.translate(x, y);
        pen.rotate(seconds * 180 * unit / radius);
        pen.setColor(new Color(0x11131F));
        pen.fill(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius));
        pen.setColor(new Color(0xE6E9F2));
        double disc = radius * 0.93;
        pen.fill(new Ellipse2D.Double(-disc, -disc, 2 * disc, 2 * disc));
        pen.setColor(new Color(0x2A2C44));
        double hole = radius * 0.24;
        for (int i = 0; i < 5; i++) {
            pen.rotate(2 * Math.PI / 5);
            pen.fill(new Ellipse2D.Double(-hole, -radius * 0.58 - hole, 2 * hole, 2 * hole));
        }
        pen.setColor(new Color(0xE05A47));
        double hub = radius * 0.16;
        pen.fill(new Ellipse2D.Double(-hub, -hub, 2 * hub, 2 * hub));
        pen.dispose();
    }

    private void drawTitle(Graphics2D graphics) {
        String title = "MOVIE MAKER AV1";
        double size = 62 * unit;
        double x = (width - StrokeFont.width(title, size)) / 2;
        graphics.setColor(new Color(255, 120, 200, 70));
        StrokeFont.draw(graphics, title, x, 62 * unit, size, 17 * unit);
        graphics.setColor(new Color(255, 244, 235));
        StrokeFont.draw(graphics, title, x, 62 * unit, size, 6.5 * unit);
    }

    private void drawStrip(Graphics2D graphics, long frame, double seconds) {
        graphics.setColor(new Color(0x0B0C18));
        graphics.fillRect(0, ground, width, height - ground);
        int whole = (int) seconds;
        String time = String.format(Locale.ROOT, "%02d:%02d.%03d", whole / 60, whole % 60, (int)
                Math.floor((seconds - whole) * 1000 + 1e-6));
        graphics.setColor(new Color(0xF4F0E6));
        StrokeFont.draw(graphics, time, 30 * unit, ground + 20 * unit, 30 * unit, 3.6 * unit);
        graphics.setColor(new Color(0x9FA6C8));
        String number = String.format(Locale.ROOT, "FRAME %05d", frame);
        StrokeFont.draw(graphics, number, 30 * unit, ground + 65 * unit, 15 * unit, 2 * unit);
        StrokeFont.draw(graphics, caption, 260 * unit, ground + 65 * unit, 15 * unit, 2 * unit);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (Patch patch : patches()) {
            graphics.setColor(patch.color());
            graphics.fill(patch.area());
        }
    }
}
