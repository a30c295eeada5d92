// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import java.util.List;

/** The players there are. */
public final class Players {
    private Players() {}

    /**
     * All of them.
     *
     * @param framesPerSecond of the movies that they will show
     */
    public static List<Player> all(double framesPerSecond) {
        return List.of(
                new ChromiumPlayer(),
                new MpvPlayer(framesPerSecond),
                new GstPlayer(framesPerSecond),
                new FfmpegPlayer(framesPerSecond));
    }
}
