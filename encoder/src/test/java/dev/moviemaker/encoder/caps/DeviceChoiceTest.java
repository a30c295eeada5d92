// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.UnsupportedException;
import dev.moviemaker.encoder.vk.UsageHints;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
    private static final DeviceCapabilities SOFTWARE = device(0, "llvmpipe", 4, Optional.of("it has no encoder"));
    private static final DeviceCapabilities INTEGRATED = device(1, "Radeon 780M", 1, Optional.empty());
    private static final DeviceCapabilities DISCRETE = device(2, "GeForce RTX 4090", 2, Optional.empty());
    private static final List<DeviceCapabilities> ALL = List.of(SOFTWARE, INTEGRATED, DISCRETE);

    @Test
    void discreteComesFirstWhereNothingIsAskedFor() {
        assertThat(DeviceChoice.candidates(ALL, Optional.empty())).containsExactly(DISCRETE, INTEGRATED);
    }

    @Test
    void nameIndexAndUuidAreUnderstood() {
        assertThat(DeviceChoice.candidates(ALL, Optional.of("radeon"))).containsExactly(INTEGRATED);
        assertThat(DeviceChoice.candidates(ALL, Optional.of("2"))).containsExactly(DISCRETE);
        assertThat(DeviceChoice.candidates(
                        ALL, Optional.of(INTEGRATED.identity().uuid())))
                .containsExactly(INTEGRATED);
        assertThat(DeviceChoice.candidates(
                        ALL, Optional.of(INTEGRATED.identity().uuid().replace("-", ""))))
                .containsExactly(INTEGRATED);
    }

    @Test
    void refusalsNameDevicesAndReasons() {
        assertThatThrownBy(() -> DeviceChoice.candidates(ALL, Optional.of("Arc")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("'Arc' given")
                .hasMessageContaining("1 'Radeon 780M'");
        assertThatThrownBy(() -> DeviceChoice.candidates(ALL, Optional.of("llvmpipe")))
                .hasMessageContaining("llvmpipe: it has no encoder");
        assertThatThrownBy(() -> DeviceChoice.candidates(List.of(), Optional.empty()))
                .hasMessageContaining("no device");
    }

    private static DeviceCapabilities device(int index, String name, int type, Optional<String> reason) {
        ProfileSupport support = reason.<ProfileSupport>map(ProfileSupport.Unsupported::new)
                .orElseGet(() -> new ProfileSupport.Supported(
                        8,
                        UsageHints.RECORDING,
                        RgbLimits.NONE,
                        new VideoLimits(0, 1, 1, new Extent(1, 1), new Extent(1, 1), new Extent(1, 1), 1, 1, "", 0),
                        new EncodeLimits(0, 1, 0, 0, 1, new Extent(1, 1), 3),
                        new Av1Limits(
                                0,
                                0,
                                new Extent(1, 1),
                                new Extent(1, 1),
                                new Extent(1, 1),
                                new Extent(1, 1),
                                1,
                                1,
                                1,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                1,
                                1,
                                1,
                                0,
                                255,
                                false,
                                false,
                                0),
                        DeltaMapLimits.NONE,
                        IntraRefreshLimits.NONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        String uuid = "0000000%d-1111-2222-3333-444444444444".formatted(index);
        return new DeviceCapabilities(
                new DeviceIdentity(index, name, type, uuid, 0, 0, 1 << 22, 0, "", "", 0),
                Set.of(),
                List.of(),
                DeviceFeatures.NONE,
                support,
                support,
                support,
                support);
    }
}
