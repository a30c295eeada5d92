// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

/** Something that a question needs is not there; the message says what. */
final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String message) {
        super(message);
    }
}
