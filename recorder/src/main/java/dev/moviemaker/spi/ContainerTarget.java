// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** What a container is written to. */
public sealed interface ContainerTarget {

    /**
     * A file.
     *
     * @param path the file, which does not exist or is empty; its folder exists. Its name may have another extension
     *     than the container
     */
    record File(Path path) implements ContainerTarget {}

    /**
     * Bytes.
     *
     * @param channel takes all bytes of a buffer before it returns; its position 0 is the container's first byte. If it
     *     is a {@link SeekableByteChannel} the container may go back to complete what it has written. Closing it has no
     *     effect on what the program gave
     */
    record Bytes(WritableByteChannel channel) implements ContainerTarget {}
}
