// SPDX-License-Identifier: Apache-2.0
/**
 * The software encoder: SVT-AV1 through libavcodec.
 *
 * <p>{@code SvtPlan} puts settings into SVT-AV1's terms and {@code SvtStructure} chooses structure and threads such
 * that packets cannot get out of order, or for files with SVT-AV1's own look-ahead and a queue deep enough.
 * {@code SvtAv1Encoder} is what the library sees: it fills frames on the caller's thread, {@code FrameExchange} hands
 * them over, {@code SvtWorker} codes them on a thread of its own and delivers packets. {@code ChunkedEncoder} has
 * several of them code parts of a file side by side, {@code ChunkRoom} bounds how many, and {@code PacketOrder} joins
 * their packets.
 *
 * <p>Lifetimes: an encoder owns its frames and worker thread until it is closed, the worker owns the codec's context.
 * The encoders of chunks share a pool of frames, which the chunked encoder owns.
 *
 * <p>Threading: one thread submits, one worker for each encoder codes and delivers. Shared are the exchange of an
 * encoder, and the pool, the room and the order of packets of all chunks.
 */
@NullMarked
package dev.moviemaker.media.svt;

import org.jspecify.annotations.NullMarked;
