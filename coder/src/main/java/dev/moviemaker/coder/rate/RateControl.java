// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.rate;

import dev.moviemaker.coder.transform.QuantiserTables;

/**
 * Chooses the QIndex of the next picture so that the stream keeps its rate.
 *
 * <p>Per temporal layer and group it learns a complexity: the bits a picture of that group would take at a quantiser
 * step of 1, assuming that bits fall as a power of the step. From how often each group occurs it finds the one base
 * step at which an average picture meets its share of the rate, and it corrects that share by what was spent too much
 * or too little so far. CBR also keeps a leaky bucket: no picture may be planned larger than what the bucket holds.
 */
public final class RateControl {
    /** How fast bits fall with the step: between 1 (fine steps) and 1.5 (coarse ones) on natural content. */
    private static final double EXPONENT = 1.15;

    private static final int GROUPS = RateControlGroup.values().length;

    /**
     * A debt is paid back over about this many pictures; longer windows missed 5 % over 100 pictures on drifting
     * content.
     */
    private static final double CBR_WINDOW = 12;

    private static final double VBR_WINDOW = 16;

    /** Share of the old value when a complexity is learnt anew. */
    private static final double MEMORY = 0.5;

    /**
     * The share of a picture in the frequencies of groups, once many were seen. The first picture of a stream, which
     * cannot be other than intra, has none.
     */
    private static final double FREQUENCY_SHARE = 0.03;

    /** The share a single picture may plan to take out of the virtual buffer. */
    private static final double BUFFER_SHARE = 0.8;

    /** What counts of the debt of all layers; the rest is a layer's own, so that each comes to its rate in time. */
    private static final double SHARED_DEBT = 0.8;

    private final RateControlSettings settings;
    private final Layer[] layers;
    private final double bufferBits;
    private final double bitsPerPicture;
    private double bufferFullness;

    /** What is known about one temporal layer. */
    private static final class Layer {
        private final double[] complexity = new double[GROUPS];
        private final boolean[] known = new boolean[GROUPS];
        private final double[] frequency = new double[GROUPS];
        private final double bitsPerFrame;
        private int pictures;
        private double planned;
        private double spent;
        private double lastStep;

        Layer(double bitsPerFrame) {
            this.bitsPerFrame = bitsPerFrame;
        }
    }

    /**
     * Begins a stream.
     *
     * @param lumaSamples width times height of a picture, for the first guess
     */
    public RateControl(RateControlSettings settings, long lumaSamples) {
        this.settings = settings;
        layers = new Layer[settings.layers().size()];
        double lowerBits = 0;
        double lowerFrames = 0;
        for (int i = 0; i < layers.length; i++) {
            RateControlLayer layer = settings.layers().get(i);
            double framesPerSecond = (double) layer.frameRateNumerator() / layer.frameRateDenominator();
            double ownFrames = framesPerSecond - lowerFrames;
            double ownBits = layer.averageBitsPerSecond() - lowerBits;
            boolean sensible = ownFrames > 0 && ownBits > 0;
            layers[i] = new Layer(sensible ? ownBits / ownFrames : layer.bitsPerFrame());
            layers[i].complexity[0] = lumaSamples * 24.0;
            layers[i].complexity[1] = lumaSamples * 6.0;
            layers[i].complexity[2] = lumaSamples * 4.0;
            lowerBits = layer.averageBitsPerSecond();
            lowerFrames = framesPerSecond;
        }
        bitsPerPicture = layers.length == 0 ? 0 : settings.layers().getLast().bitsPerFrame();
        double bitsPerMilli =
                layers.length == 0 ? 0 : settings.layers().getLast().averageBitsPerSecond() / 1000.0;
        bufferBits = bitsPerMilli * settings.virtualBufferMillis();
        bufferFullness = bitsPerMilli * settings.initialVirtualBufferMillis();
    }

    /**
     * Returns the QIndex for the next picture.
     *
     * @param temporalLayer 0 to the number of layers minus 1; ignored when the mode is DISABLED
     * @param constantQIndex what to use when the mode is DISABLED
     */
    public int nextQIndex(RateControlGroup group, int temporalLayer, int constantQIndex) {
        if (settings.mode() == RateControlSettings.Mode.DISABLED) {
            return constantQIndex;
        }
        Layer layer = layers[temporalLayer];
        double step = baseStep(layer, group) * group.stepRatio();
        if (layer.lastStep > 0) {
            step = Math.clamp(step, layer.lastStep * group.stepRatio() / 2, layer.lastStep * group.stepRatio() * 2);
        }
        step = Math.max(step, stepForBits(layer, group, largestPicture(layer)));
        RateControlLayer limits = settings.layers().get(temporalLayer);
        int index = group.index();
        return Math.clamp(
                indexOfStep(step),
                limits.minQIndex().get(index),
                limits.maxQIndex().get(index));
    }

    /** The step of a predictive picture at which the usual mixture of groups meets the rate. */
    private double baseStep(Layer layer, RateControlGroup next) {
        double weight = 0;
        double bits = 0;
        for (RateControlGroup group : RateControlGroup.values()) {
            double frequency = layer.frequency[group.index()] + (group == next ? 0.02 : 0);
            weight += frequency;
            bits += frequency * layer.complexity[group.index()] / Math.pow(group.stepRatio(), EXPONENT);
        }
        double window = settings.mode() == RateControlSettings.Mode.CBR ? CBR_WINDOW : VBR_WINDOW;
        double share = layer.bitsPerFrame * plannedPart();
        double target = Math.clamp(share - debt(layer) / window, share / 4, share * 3);
        return Math.pow(bits / weight / target, 1 / EXPONENT);
    }

    /**
     * What is planned for layers is for the frequencies that their frame rates say. Key frames begin the pattern anew:
     * then the lower layers, with the larger pictures, come more often, and each picture gets less.
     */
    private double plannedPart() {
        double planned = 0;
        int pictures = 0;
        for (Layer each : layers) {
            planned += each.planned;
            pictures += each.pictures;
        }
        return planned == 0 ? 1 : pictures * bitsPerPicture / planned;
    }

    /** Mostly that of all layers, which share the rate: one alone would take long to pay for a key frame. */
    private double debt(Layer layer) {
        double part = plannedPart();
        double all = 0;
        for (Layer each : layers) {
            all += each.spent - each.planned * part;
        }
        return SHARED_DEBT * all + (1 - SHARED_DEBT) * (layer.spent - layer.planned * part);
    }

    private double largestPicture(Layer layer) {
        if (settings.mode() == RateControlSettings.Mode.CBR) {
            return Math.max(layer.bitsPerFrame / 4, bufferFullness * BUFFER_SHARE);
        }
        RateControlLayer top = settings.layers().getLast();
        return Math.max(bufferBits, layer.bitsPerFrame)
                * ((double) top.maxBitsPerSecond() / top.averageBitsPerSecond());
    }

    private static double stepForBits(Layer layer, RateControlGroup group, double bits) {
        return Math.pow(layer.complexity[group.index()] / bits, 1 / EXPONENT);
    }

    /**
     * Tells what a picture took.
     *
     * @param group and temporalLayer as they were given to {@link #nextQIndex}
     * @param qIndex the QIndex it was really coded with
     * @param bits size of its temporal unit in bits
     */
    public void coded(RateControlGroup group, int temporalLayer, int qIndex, long bits) {
        if (settings.mode() == RateControlSettings.Mode.DISABLED) {
            return;
        }
        Layer layer = layers[temporalLayer];
        int g = group.index();
        double step = QuantiserTables.acQ(8, qIndex);
        double learnt = bits * Math.pow(step, EXPONENT);
        boolean first = !layer.known[g];
        layer.known[g] = true;
        layer.complexity[g] = first ? learnt : MEMORY * layer.complexity[g] + (1 - MEMORY) * learnt;
        if (layer.pictures > 0) {
            double share = Math.max(FREQUENCY_SHARE, 1.0 / layer.pictures);
            for (int i = 0; i < GROUPS; i++) {
                layer.frequency[i] = (1 - share) * layer.frequency[i] + (i == g ? share : 0);
            }
        }
        layer.pictures++;
        layer.planned += layer.bitsPerFrame;
        layer.spent += bits;
        layer.lastStep = step / group.stepRatio();
        bufferFullness = Math.min(bufferBits, bufferFullness + bitsPerPicture - bits);
    }

    /** The smallest QIndex whose AC step is at least this. */
    static int indexOfStep(double step) {
        int low = 0;
        int high = 255;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (QuantiserTables.acQ(8, middle) >= step) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
