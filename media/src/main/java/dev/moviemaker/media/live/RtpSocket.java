// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Sends RTP packets to a port and RTCP packets to the next one (RFC 3550, section 11; told apart as in RFC 5761).
 * Nobody has to listen.
 */
public final class RtpSocket implements WritableByteChannel {
    /** Fits into an Ethernet frame with the headers of IPv6 and UDP, and some tunnel's. */
    public static final int PACKET_BYTES = 1380;

    private static final int FIRST_RTCP_TYPE = 192;
    private static final int LAST_RTCP_TYPE = 223;

    private final DatagramChannel channel;
    private final InetSocketAddress media;
    private final InetSocketAddress control;

    private RtpSocket(DatagramChannel channel, InetSocketAddress media, InetSocketAddress control) {
        this.channel = channel;
        this.media = media;
        this.control = control;
    }

    /**
     * Opens a socket.
     *
     * @throws IOException if the host is unknown
     */
    public static RtpSocket open(URI address) throws IOException {
        InetSocketAddress media = new InetSocketAddress(address.getHost(), address.getPort());
        if (media.isUnresolved()) {
            throw new IOException("the host is unknown");
        }
        return new RtpSocket(
                DatagramChannel.open(), media, new InetSocketAddress(media.getAddress(), address.getPort() + 1));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = source.remaining();
        int type = bytes > 1 ? source.get(source.position() + 1) & 0xFF : 0;
        boolean isControl = type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE;
        try {
            int ignored = channel.send(source, isControl ? control : media);
        } catch (PortUnreachableException e) {
            // Whoever listens later gets what comes then.
        }
        source.position(source.limit());
        return bytes;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
