// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.emulator.base.BaseIcd;
import dev.moviemaker.emulator.check.DriverLog;
import dev.moviemaker.emulator.check.EncodeTimes;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.fault.FaultyCalls;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all instances of one emulated driver share.
 *
 * @param instant    whether pictures are coded without looking at them, for measuring everything else
 * @param encodeNanos time spent per frame in the picture coder and around it
 * @param reconstructions who wants to see what decoders must get
 */
public record Driver(
        BaseIcd icd,
        DriverProfile profile,
        Faults faults,
        FaultyCalls faultyCalls,
        DriverLog log,
        boolean instant,
        EncodeTimes encodeNanos,
        PictureListener sources,
        PictureListener reconstructions,
        Map<String, LongAdder> live) {

    /** A driver without instances. */
    public Driver(BaseIcd icd, DriverProfile profile, Faults faults, FaultyCalls faultyCalls, boolean instant) {
        this(
                icd,
                profile,
                faults,
                faultyCalls,
                new DriverLog(),
                instant,
                new EncodeTimes(),
                new PictureListener(),
                new PictureListener(),
                new ConcurrentHashMap<>());
    }

    /** Whether a fault of real drivers is switched on. */
    public boolean has(KnownFault fault) {
        return profile.knownFaults().contains(fault);
    }

    /** Counts an object of this kind. */
    public void count(String kind, int change) {
        live.computeIfAbsent(kind, name -> new LongAdder()).add(change);
    }

    /** Live objects by kind, those without left out. */
    public Map<String, Long> liveObjects() {
        Map<String, Long> counts = new ConcurrentSkipListMap<>();
        live.forEach((kind, count) -> {
            if (count.sum() != 0) {
                counts.put(kind, count.sum());
            }
        });
        return counts;
    }
}
