// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code av1}: one class per subcommand, the options they share, progress and report.
 *
 * <p>Lifetimes: a subcommand closes what it opened before it returns, also when the user interrupts it.
 *
 * <p>Threading: subcommands run on the main thread; readers, the progress line and the interrupt hook have threads of
 * their own.
 */
@NullMarked
package dev.moviemaker.cli;

import org.jspecify.annotations.NullMarked;
