/**
 * The programs of the README. Its code blocks are the parts of these files between the lines {@code // begin} and {@code // end}.
 */
@NullMarked
package dev.moviemaker.examples;

import org.jspecify.annotations.NullMarked;
