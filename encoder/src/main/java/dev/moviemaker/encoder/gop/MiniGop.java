// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/**
 * The coding order of the frames after one anchor up to and including the next: the next anchor first, then the frames
 * between as a pyramid of B pictures, each hidden one shown when its turn comes.
 */
final class MiniGop {
    private static final int MAX_STEPS = 3 * 8;

    private final PictureKind[] kinds = new PictureKind[MAX_STEPS];
    private final boolean[] shown = new boolean[MAX_STEPS];
    private final long[] frames = new long[MAX_STEPS];
    private final long[] past = new long[MAX_STEPS];
    private final long[] future = new long[MAX_STEPS];
    private int size;
    private int position;

    boolean isDone() {
        return position == size;
    }

    void clear() {
        size = 0;
        position = 0;
    }

    void planKey(long frame) {
        clear();
        add(PictureKind.KEY, frame, true, ReferenceMap.NONE, ReferenceMap.NONE);
    }

    /** Plans frames {@code first} to {@code last} after the anchor {@code previous}. */
    void plan(long previous, long first, long last, int pyramidLevels) {
        clear();
        if (first == last) {
            add(PictureKind.PREDICTIVE, last, true, previous, ReferenceMap.NONE);
            return;
        }
        add(PictureKind.ANCHOR, last, false, previous, ReferenceMap.NONE);
        planBetween(previous, last, pyramidLevels);
        add(PictureKind.SHOW_EXISTING, last, true, ReferenceMap.NONE, ReferenceMap.NONE);
    }

    private void planBetween(long left, long right, int levels) {
        long count = right - left - 1;
        if (levels == 0 || count == 1) {
            for (long frame = left + 1; frame < right; frame++) {
                add(PictureKind.BIPREDICTIVE_LEAF, frame, true, left, right);
            }
            return;
        }
        if (count == 0) {
            return;
        }
        long middle = left + 1 + count / 2;
        boolean hidden = middle > left + 1;
        add(PictureKind.BIPREDICTIVE_REFERENCE, middle, !hidden, left, right);
        planBetween(left, middle, levels - 1);
        if (hidden) {
            add(PictureKind.SHOW_EXISTING, middle, true, ReferenceMap.NONE, ReferenceMap.NONE);
        }
        planBetween(middle, right, levels - 1);
    }

    private void add(PictureKind kind, long frame, boolean isShown, long pastFrame, long futureFrame) {
        kinds[size] = kind;
        frames[size] = frame;
        shown[size] = isShown;
        past[size] = pastFrame;
        future[size] = futureFrame;
        size++;
    }

    PictureKind kind() {
        return kinds[position];
    }

    long frame() {
        return frames[position];
    }

    boolean shown() {
        return shown[position];
    }

    long past() {
        return past[position];
    }

    long future() {
        return future[position];
    }

    void advance() {
        position++;
    }

    /** Whether a step after the current one refers to the frame or shows it. */
    boolean needsLater(long frame) {
        for (int i = position + 1; i < size; i++) {
            boolean shows = kinds[i] == PictureKind.SHOW_EXISTING && frames[i] == frame;
            if (shows || past[i] == frame || future[i] == frame) {
                return true;
            }
        }
        return false;
    }
}
