// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

/**
 * A syntax element that was asked for and is coded with another value, because the coder leaves that tool off.
 *
 * @param element the specification's name of the syntax element
 * @param asked the value in the caller's header
 * @param used the value in the stream
 */
public record HeaderOverride(String element, String asked, String used) {
    @Override
    public String toString() {
        return element + ": " + asked + " -> " + used;
    }
}
