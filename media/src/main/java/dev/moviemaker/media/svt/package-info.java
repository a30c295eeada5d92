/**
 * The software encoder: SVT-AV1 through libavcodec.
 *
 * <p>Lifetimes: an encoder owns its codec context, frames and worker thread until it is closed.
 *
 * <p>Threading: one thread submits, one worker codes and delivers.
 */
@NullMarked
package dev.moviemaker.media.svt;

import org.jspecify.annotations.NullMarked;
