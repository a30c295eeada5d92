// SPDX-License-Identifier: Apache-2.0
/**
 * Godot projects as the add-on needs them: what has to be in a project for {@code --write-movie movie.mp4} to work, put
 * there and checked.
 *
 * <p>Lifetimes: nothing is kept open. Threading: any thread, one at a time for a project.
 */
@NullMarked
package dev.moviemaker.cli.godot;

import org.jspecify.annotations.NullMarked;
