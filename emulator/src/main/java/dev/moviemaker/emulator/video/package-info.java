// SPDX-License-Identifier: Apache-2.0
/**
 * Video sessions, their parameters and coding commands: what is recorded, what is checked and how a picture gets coded.
 *
 * <p>A session owns its picture coder and the pictures in its slots; both end with it.
 *
 * <p>Recording is for any thread; session state changes only on the worker that carries commands out.
 */
@NullMarked
package dev.moviemaker.emulator.video;

import org.jspecify.annotations.NullMarked;
