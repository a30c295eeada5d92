// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.emulator.client.Settings;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Mistakes that programs make. The client codes a key frame (0), a hidden P frame (1) and B frames (2 to 4). */
abstract class MisuseList {
    static final Settings SHORT = Settings.of(320, 192, 6);
    final List<Misuse> list = new ArrayList<>();

    /** Every mistake of every list. */
    static List<Misuse> all() {
        return Stream.of(new SessionMisuses(), new ReferenceMisuses(), new PictureMisuses())
                .flatMap(part -> {
                    part.fill();
                    return part.list.stream();
                })
                .toList();
    }

    abstract void fill();

    final void on(
            String profile, String name, String expected, Place place, int frame, Consumer<MemorySegment> change) {
        list.add(new Misuse(name, expected, profile, SHORT, Hooks.none().at(place, (number, struct) -> {
            if (number == frame || frame < 0) {
                change.accept(struct);
            }
        })));
    }

    final void add(String name, Rule rule, Place place, int frame, Consumer<MemorySegment> change) {
        on("maximal", name, rule.name(), place, frame, change);
    }
}
