// SPDX-License-Identifier: Apache-2.0
/**
 * What a recording tells the outside: events for the JDK Flight Recorder and the names of the loggers.
 *
 * <p>Lifetimes: events are made per use and only while somebody records them; loggers live as long as the program.
 *
 * <p>Threading: any thread.
 */
@NullMarked
package dev.moviemaker.trace;

import org.jspecify.annotations.NullMarked;
