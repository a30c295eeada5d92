package dev.moviemaker.pipeline;

/** What is known of the frames in the input slots; frame n is in slot n modulo their number. */
final class InputFrames {
    private final long[] pts;
    private final long[] duration;
    private final boolean[] forcedKey;
    private final boolean[] converted;
    private final long[] conversion;

    InputFrames(int slots) {
        pts = new long[slots];
        duration = new long[slots];
        forcedKey = new boolean[slots];
        converted = new boolean[slots];
        conversion = new long[slots];
    }

    int slots() {
        return pts.length;
    }

    int slot(long frame) {
        return (int) (frame % pts.length);
    }

    void fill(long frame, long newPts, long newDuration, boolean key, long submission) {
        int slot = slot(frame);
        pts[slot] = newPts;
        duration[slot] = newDuration;
        forcedKey[slot] = key;
        converted(frame, submission);
    }

    void converted(long frame, long submission) {
        converted[slot(frame)] = true;
        conversion[slot(frame)] = submission;
    }

    /** The images are new: every frame has to be converted again. */
    void forgetConversions() {
        java.util.Arrays.fill(converted, false);
    }

    boolean isConverted(long frame) {
        return converted[slot(frame)];
    }

    /** The submission that converts a frame. */
    long conversion(long frame) {
        return conversion[slot(frame)];
    }

    long pts(long frame) {
        return pts[slot(frame)];
    }

    long duration(long frame) {
        return duration[slot(frame)];
    }

    boolean forcedKey(long frame) {
        return forcedKey[slot(frame)];
    }
}
