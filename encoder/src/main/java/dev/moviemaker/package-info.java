/**
 * The library's public face.
 */
@NullMarked
package dev.moviemaker;

import org.jspecify.annotations.NullMarked;
