// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

/** A picture was not coded; another try may do. Never leaves this package. */
final class PictureFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PictureFailedException(String message) {
        super(message);
    }
}
