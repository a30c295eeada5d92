// SPDX-License-Identifier: Apache-2.0
/**
 * What a driver says of itself: every capability field, its formats, quality levels, OBU layout, overrides and known
 * faults, as data files.
 *
 * <p>Values only: nothing here owns a native thing.
 *
 * <p>Immutable, for any thread.
 */
@NullMarked
package dev.moviemaker.emulator.profile;

import org.jspecify.annotations.NullMarked;
