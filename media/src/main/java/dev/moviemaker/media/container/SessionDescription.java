// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.VideoStream;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.media.av.SequenceObu;
import java.net.URI;

/** What a receiver of RTP must know (SDP, RFC 8866), for the AV1 payload format of the Alliance for Open Media. */
final class SessionDescription {
    /** The first of the dynamic payload types, which libavformat gives a first stream. */
    private static final int PAYLOAD_TYPE = 96;

    private SessionDescription() {}

    static String of(URI address, VideoStream video) {
        SequenceHeader header = SequenceObu.parse(video.sequenceHeader());
        String host = address.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String family = bare.contains(":") ? "IP6" : "IP4";
        return String.join(
                "\r\n",
                "v=0",
                "o=- 0 0 IN %s %s".formatted(family, bare),
                "s=AV1",
                "c=IN %s %s".formatted(family, bare),
                "t=0 0",
                "m=video %d RTP/AVP %d".formatted(address.getPort(), PAYLOAD_TYPE),
                "a=rtpmap:%d AV1/90000".formatted(PAYLOAD_TYPE),
                "a=fmtp:%d profile=%d;level-idx=%d;tier=0"
                        .formatted(
                                PAYLOAD_TYPE,
                                header.seqProfile(),
                                header.operatingPoints().getFirst().seqLevelIdx()),
                "a=recvonly",
                "");
    }
}
