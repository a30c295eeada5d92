// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Receives pictures, for tests that compare them. */
public final class PictureListener {
    private volatile @Nullable Consumer<byte[]> listener;

    /** Nobody listens. */
    public PictureListener() {}

    /** From now on each picture's bytes go to {@code newListener}, in coding order. */
    public void listen(@Nullable Consumer<byte[]> newListener) {
        listener = newListener;
    }

    /** Whether anybody does. */
    public boolean isListening() {
        return listener != null;
    }

    /** Tells of a picture; {@code bytes} is called only when somebody listens. */
    public void tell(Supplier<byte[]> bytes) {
        Consumer<byte[]> current = listener;
        if (current != null) {
            current.accept(bytes.get());
        }
    }
}
