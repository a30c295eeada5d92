// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** AV1 reference names; the bit is the one of a reference name mask. */
public enum ReferenceNameFlag implements Flag {
    LAST(1),
    LAST2(2),
    LAST3(4),
    GOLDEN(8),
    BWDREF(16),
    ALTREF2(32),
    ALTREF(64);

    private final int bit;

    ReferenceNameFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
