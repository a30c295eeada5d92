// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.check;

/**
 * One misuse.
 *
 * @param rule   the rule it breaks
 * @param detail the values, as far as they help to find the place
 */
public record Violation(Rule rule, String detail) {
    @Override
    public String toString() {
        return rule + ": " + detail + " (" + rule.text() + ")";
    }
}
