// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The IVF container: a header of 32 bytes, then every temporal unit after its size and time stamp. */
final class Ivf {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 12;

    private Ivf() {}

    static byte[] file(int width, int height, List<byte[]> temporalUnits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put("DKIF".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putShort((short) HEADER);
        header.put("AV01".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) width)
                .putShort((short) height);
        header.putInt(30).putInt(1).putInt(temporalUnits.size());
        out.writeBytes(header.array());
        for (int i = 0; i < temporalUnits.size(); i++) {
            ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER).order(ByteOrder.LITTLE_ENDIAN);
            frame.putInt(temporalUnits.get(i).length).putLong(i);
            out.writeBytes(frame.array());
            out.writeBytes(temporalUnits.get(i));
        }
        return out.toByteArray();
    }
}
