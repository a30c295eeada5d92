package dev.moviemaker.emulator.objects;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whoever wants to see what decoders must get: tests that compare. */
public final class Reconstructions {
    private volatile @Nullable Consumer<byte[]> listener;

    /** Nobody listens. */
    public Reconstructions() {}

    /** From now on each coded picture's planes, I420 with 8 bits or with 16 little-endian ones, go to {@code newListener}, in coding order. */
    public void listen(@Nullable Consumer<byte[]> newListener) {
        listener = newListener;
    }

    /** Tells of a picture; {@code planes} is called only when somebody listens. */
    public void tell(Supplier<byte[]> planes) {
        Consumer<byte[]> current = listener;
        if (current != null) {
            current.accept(planes.get());
        }
    }
}
