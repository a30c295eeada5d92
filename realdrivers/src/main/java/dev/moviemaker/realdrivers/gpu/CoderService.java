// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.gpu;

import dev.moviemaker.realdrivers.vcn.VcnPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Listens for played GPUs, one a process, and codes their pictures. */
public final class CoderService implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CoderService.class.getName());

    private final Path path;
    private final ServerSocketChannel server;
    private final int threads;
    private final Consumer<VcnPicture> listener;
    private final BiConsumer<String, Exception> failures;

    /**
     * Listens from now on.
     *
     * @param path of the socket, which must not be there yet
     * @param threads on which each GPU's tiles are coded
     * @param listener receives each picture, on the GPU's own thread
     * @param failures receives each job that failed: what it was and why
     * @throws IOException if it cannot listen there
     */
    public CoderService(Path path, int threads, Consumer<VcnPicture> listener, BiConsumer<String, Exception> failures)
            throws IOException {
        this.path = path;
        this.threads = threads;
        this.listener = listener;
        this.failures = failures;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread.ofPlatform().daemon().name("played-gpu").start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                Thread.ofPlatform().daemon().name("played-gpu-vcn").start(() -> serve(channel));
            }
        } catch (ClosedChannelException e) {
            LOG.log(System.Logger.Level.DEBUG, "The service was closed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            new Connection(channel).serve(threads, listener, failures);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A played GPU is gone", e);
        }
    }

    /** Stops listening; what is being coded goes on. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The socket stays", e);
        }
    }
}
