// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.trace.Loggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which encoder a recording gets. */
public enum EncoderChoice {
    /** A GPU's if there is one and the settings allow it, else software: visibly. */
    BEST,
    /** A GPU's, or a failure. */
    HARDWARE,
    /** A processor's. */
    SOFTWARE;

    /**
     * Fails early where nothing can come of it.
     *
     * @throws UnsupportedException if no encoder fits the choice
     * @throws IllegalArgumentException if the settings contradict the choice
     */
    public void check(EncoderSettings settings, Providers providers) {
        if (this == HARDWARE) {
            if (!settings.useHardware()) {
                throw new IllegalArgumentException(
                        "use_hardware: false given, only true allowed with the backend av1_hardware; av1 and "
                                + "av1_software encode in software");
            }
            // A device asked for by name need not be among those the machine lists: opening tells.
            if (settings.device().isEmpty() && !providers.hardwareWorks()) {
                throw new UnsupportedException("No hardware encoder for AV1: " + String.join("; ", reasons(providers)));
            }
        } else if (software(providers).isEmpty() && (this == SOFTWARE || !providers.hardwareWorks())) {
            throw noSoftware();
        }
    }

    /**
     * Opens an encoder.
     *
     * @return a running encoder, to be closed by the caller
     * @throws Av1EncoderException if none of the choice takes the settings
     */
    public OpenedEncoder open(EncoderSettings settings, Providers providers, PacketSink sink) {
        check(settings, providers);
        if (this == SOFTWARE || !settings.useHardware()) {
            return new OpenedEncoder(openSoftware(settings, providers, sink), Optional.empty());
        }
        boolean named = settings.device().isPresent();
        List<String> reasons = named ? new ArrayList<>() : reasons(providers);
        List<Av1EncoderException> failures = new ArrayList<>();
        for (EncoderProvider provider : hardware(providers)) {
            if (named || Providers.works(provider)) {
                try {
                    return new OpenedEncoder(provider.open(settings, sink), Optional.empty());
                } catch (Av1EncoderException e) {
                    failures.add(e);
                    reasons.add(provider.name() + ": " + e.getMessage());
                }
            }
        }
        String reason = String.join("; ", reasons);
        if (this == HARDWARE) {
            UnsupportedException failure =
                    new UnsupportedException("No hardware encoder takes these settings: " + reason);
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
        VideoEncoder encoder = openSoftware(settings, providers, sink);
        try {
            Loggers.tellOnce("Encoding in software (" + encoder.device() + "), not on a GPU: " + reason);
            return new OpenedEncoder(encoder, Optional.of(reason));
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    private static VideoEncoder openSoftware(EncoderSettings settings, Providers providers, PacketSink sink) {
        return software(providers).orElseThrow(EncoderChoice::noSoftware).open(settings, sink);
    }

    private static UnsupportedException noSoftware() {
        return new UnsupportedException(
                "No software encoder is installed: add moviemaker-media to the module path or class path");
    }

    private static Optional<EncoderProvider> software(Providers providers) {
        return providers.encoders().stream().filter(p -> !p.hardware()).findFirst();
    }

    private static List<EncoderProvider> hardware(Providers providers) {
        return providers.encoders().stream().filter(EncoderProvider::hardware).toList();
    }

    /** Why devices cannot encode, one entry each. */
    private static List<String> reasons(Providers providers) {
        List<String> reasons = new ArrayList<>();
        for (EncoderProvider provider : hardware(providers)) {
            List<EncodingCapabilities> devices = provider.capabilities();
            if (devices.isEmpty()) {
                reasons.add(provider.name() + ": no device found");
            }
            for (EncodingCapabilities device : devices) {
                device.unusableReason().ifPresent(reason -> reasons.add(device.device() + ": " + reason));
            }
        }
        if (hardware(providers).isEmpty()) {
            reasons.add("no hardware encoder is installed: add moviemaker-encoder to the module path or class path");
        }
        return reasons;
    }
}
