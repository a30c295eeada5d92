// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuirkTableTest {

    private static DeviceIdentity driver(int id) {
        return new DeviceIdentity(0, "gpu", 2, "", 0, 0, 0, id, "", "", 7);
    }

    @Test
    void quirksBelongToDrivers() {
        assertThat(QuirkTable.of(driver(4))).containsExactly(Quirk.RESET_AT_KEY_FRAMES);
        assertThat(QuirkTable.of(driver(3))).containsExactly(Quirk.NOT_THE_MOST_TILE_ROWS);
        assertThat(QuirkTable.of(driver(6))).isEmpty();
    }

    @Test
    void everyEntryStatesSymptomAndSource() {
        assertThat(QuirkTable.ENTRIES).allSatisfy(e -> {
            assertThat(e.symptom()).isNotBlank();
            assertThat(e.source()).isNotBlank();
        });
    }
}
