// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Rational;
import dev.moviemaker.encoder.caps.EncodeLimits;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.rate.RateTargets;
import org.junit.jupiter.api.Test;

class RateControlStateTest {
    private static final RatePlan FIRST = plan(2_000_000);
    private static final RatePlan SECOND = plan(1_000_000);

    private static RatePlan plan(long bitrate) {
        RateTargets targets = RateTargets.of(
                EncoderSettings.builder().bitrate(bitrate).maxBitrate(bitrate).build());
        return new RatePlan(EncodeLimits.VBR, targets, Rational.of(30), 30, 0);
    }

    @Test
    void theFirstScopeResetsAndRepeatsNothing() {
        RateControlState state = new RateControlState(FIRST);
        assertThat(state.needsReset()).isTrue();
        assertThat(state.needsRateControl()).isTrue();
        assertThat(state.atBegin()).isNull();
    }

    @Test
    void laterScopesRepeatTheStateAndSendNothing() {
        RateControlState state = new RateControlState(FIRST);
        state.recorded();
        assertThat(state.atBegin()).isEqualTo(FIRST);
        assertThat(state.needsRateControl()).isFalse();
        assertThat(state.needsReset()).isFalse();
    }

    @Test
    void aChangeBeginsWithTheOldStateAndSendsTheNewOneWithoutReset() {
        RateControlState state = new RateControlState(FIRST);
        state.recorded();
        state.change(SECOND);
        assertThat(state.atBegin()).isEqualTo(FIRST);
        assertThat(state.wanted()).isEqualTo(SECOND);
        assertThat(state.needsRateControl()).isTrue();
        assertThat(state.needsReset()).isFalse();
        state.recorded();
        assertThat(state.atBegin()).isEqualTo(SECOND);
        assertThat(state.needsRateControl()).isFalse();
    }

    @Test
    void aResetSendsAllAgainAndBeginsWithWhatWasSet() {
        RateControlState state = new RateControlState(FIRST);
        state.recorded();
        state.requestReset();
        assertThat(state.needsReset()).isTrue();
        assertThat(state.needsRateControl()).isTrue();
        assertThat(state.atBegin()).isEqualTo(FIRST);
    }
}
