// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.bits;

import java.io.IOException;

/**
 * A syntax element has a value that AV1 does not allow, or is missing. The message names the element, the value, what
 * is allowed and the section of the AV1 specification.
 */
public final class SyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String element;
    private final String section;

    /** Makes an exception for {@code element} having {@code value} where only {@code allowed} is legal. */
    public SyntaxException(String element, Object value, String allowed, String section) {
        super(element + " is " + value + ", allowed: " + allowed + " (AV1 specification, " + section + ")");
        this.element = element;
        this.section = section;
    }

    private SyntaxException(String element, String section, String message) {
        super(message);
        this.element = element;
        this.section = section;
    }

    /** Returns an exception for data that end within {@code element}. */
    static SyntaxException truncated(String element, long bitPosition, long bitsNeeded, long bitsLeft) {
        return new SyntaxException(
                element,
                "4.10",
                "data end within " + element + ": " + bitsNeeded + " bits needed at bit " + bitPosition + ", "
                        + bitsLeft + " left");
    }

    /** Returns an exception for a stream that cannot be split into OBUs, with the message of {@code cause}. */
    public static SyntaxException inStream(IOException cause) {
        SyntaxException e = new SyntaxException("open_bitstream_unit", "5.2", String.valueOf(cause.getMessage()));
        e.initCause(cause);
        return e;
    }

    /** Returns the syntax element, in the specification's spelling. */
    public String element() {
        return element;
    }

    /** Returns the section of the AV1 specification. */
    public String section() {
        return section;
    }
}
