// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A driver's own record of what went wrong: violations by the application, errors of the driver. Bounded, so that a
 * long run stays small.
 */
public final class DriverLog {
    private static final System.Logger LOGGER = System.getLogger("dev.moviemaker.emulator");
    private static final int LIMIT = 10_000;

    private final List<Violation> violations = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final AtomicLong left = new AtomicLong();
    private volatile Consumer<String> listener = line -> {};

    /** Creates an empty log. */
    public DriverLog() {}

    /** Records a misuse. */
    public void violation(Rule rule, String detail) {
        Violation violation = new Violation(rule, detail);
        LOGGER.log(System.Logger.Level.DEBUG, violation::toString);
        listener.accept(violation.toString());
        synchronized (this) {
            if (violations.size() < LIMIT) {
                violations.add(violation);
            } else {
                left.incrementAndGet();
            }
        }
    }

    /** Records a failure of a call: what the application sees is only a result code. */
    public void error(String call, Throwable cause) {
        LOGGER.log(System.Logger.Level.WARNING, call, cause);
        listener.accept("error: " + call + ": " + cause);
        synchronized (this) {
            if (errors.size() < LIMIT) {
                errors.add(call + ": " + cause);
            }
        }
    }

    /** Passes every further line on at once: a process that hosts us may end without asking. */
    public void listen(Consumer<String> newListener) {
        listener = newListener;
    }

    /** Violations so far, oldest first. */
    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Failed calls so far, oldest first. */
    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /** Violations that were not kept because there were too many. */
    public long violationsLeftOut() {
        return left.get();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        violations.clear();
        errors.clear();
        left.set(0);
    }
}
