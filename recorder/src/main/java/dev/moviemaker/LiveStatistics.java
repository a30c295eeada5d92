// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.RecordingStatistics.Latency;

/**
 * How sending to a {@link LiveOutput} goes.
 *
 * @param packetsSent packets of pictures that the connection has taken
 * @param packetsDropped packets of pictures left out: because the receiver was too slow, or while there was no
 *     connection
 * @param reconnects how often a broken connection was made again
 * @param delay from the encoder's packet to its last byte being taken by the connection; the time from frame to packet
 *     ({@link RecordingStatistics#latency()}) comes before it
 */
public record LiveStatistics(long packetsSent, long packetsDropped, long reconnects, Latency delay) {}
