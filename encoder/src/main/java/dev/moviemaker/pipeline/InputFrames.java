package dev.moviemaker.pipeline;

/** What is known of the frames in the input slots; frame n is in slot n modulo their number. */
final class InputFrames {
    private final long[] pts;
    private final long[] duration;
    private final boolean[] forcedKey;
    private final boolean[] uploaded;
    private final long[] upload;

    InputFrames(int slots) {
        pts = new long[slots];
        duration = new long[slots];
        forcedKey = new boolean[slots];
        uploaded = new boolean[slots];
        upload = new long[slots];
    }

    int slots() {
        return pts.length;
    }

    int slot(long frame) {
        return (int) (frame % pts.length);
    }

    void fill(long frame, long newPts, long newDuration, boolean key) {
        int slot = slot(frame);
        pts[slot] = newPts;
        duration[slot] = newDuration;
        forcedKey[slot] = key;
        uploaded[slot] = false;
    }

    void uploaded(long frame, long submission) {
        uploaded[slot(frame)] = true;
        upload[slot(frame)] = submission;
    }

    /** The images are new: every frame has to be copied again. */
    void forgetUploads() {
        java.util.Arrays.fill(uploaded, false);
    }

    boolean isUploaded(long frame) {
        return uploaded[slot(frame)];
    }

    long upload(long frame) {
        return upload[slot(frame)];
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
