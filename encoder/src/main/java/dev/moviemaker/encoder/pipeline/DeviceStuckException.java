// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

/** A picture did not end in time. Never leaves this package. */
final class DeviceStuckException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeviceStuckException(String message) {
        super(message);
    }
}
