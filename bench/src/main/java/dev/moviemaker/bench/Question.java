// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

/** A question that a class answers by measuring. */
public interface Question {

    /** The question, in one sentence. */
    String asks();

    /**
     * Measures.
     *
     * @throws Exception if something needed is missing, with a message that says what
     */
    Answer answer(Run run) throws Exception;
}
