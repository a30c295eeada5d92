// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import dev.moviemaker.UnsupportedException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** Loads the native libraries once. */
public final class AvLibraries {
    /**
     * System property for programs that have these libraries for themselves, as the command has: {@code true} silences
     * SVT-AV1 and FFmpeg for the whole process, by the environment's {@code SVT_LOG} and by FFmpeg's log level.
     */
    private static final String QUIET = "moviemaker.media.quiet";

    /** System property: FFmpeg's log level, set for the whole process; for looking for faults. */
    private static final String LOG_LEVEL = "moviemaker.ffmpeg.loglevel";

    /**
     * Added to the level of each line of a context, so that none is printed: what goes wrong is thrown. FFmpeg looks at
     * 8 bits of the sum.
     */
    public static final int SILENT = 100;

    private static final Optional<String> FAILURE = tryLoad();

    private AvLibraries() {}

    /**
     * Returns why the libraries cannot be used here.
     *
     * @return empty if they can
     */
    public static Optional<String> failure() {
        return FAILURE;
    }

    /**
     * Loads the libraries if that has not happened yet.
     *
     * @throws UnsupportedException if there are none for this platform
     */
    public static void load() {
        FAILURE.ifPresent(reason -> {
            throw new UnsupportedException(reason);
        });
    }

    /**
     * Nothing of the process is changed unless it asks for that: JavaCPP's settings, FFmpeg's log level and the
     * environment are the program's, which may use these libraries for itself.
     */
    private static Optional<String> tryLoad() {
        try {
            boolean quiet = Boolean.getBoolean(QUIET);
            if (quiet) {
                quietSvt();
            }
            Loader.load(avutil.class);
            Loader.load(swresample.class);
            Loader.load(swscale.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            Integer logLevel = Integer.getInteger(LOG_LEVEL, quiet ? (Integer) avutil.AV_LOG_QUIET : null);
            if (logLevel != null) {
                avutil.av_log_set_level(logLevel);
            }
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(
                    MissingNatives.reason(Loader.getPlatform(), CLibrary.ofThisProcess(), MissingNatives.message(e)));
        }
    }

    /** SVT-AV1 prints its settings to standard error unless this variable says otherwise; there is no call for it. */
    @SuppressWarnings("restricted")
    private static void quietSvt() {
        if (System.getenv("SVT_LOG") != null) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup libc = linker.defaultLookup();
        Optional<MemorySegment> posix = libc.find("setenv");
        Optional<MemorySegment> windows = libc.find("_putenv_s");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("SVT_LOG");
            MemorySegment errorsOnly = arena.allocateFrom("1");
            if (posix.isPresent()) {
                FunctionDescriptor type = FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
                int ignored = (int) linker.downcallHandle(posix.get(), type).invokeExact(name, errorsOnly, 0);
            } else if (windows.isPresent()) {
                FunctionDescriptor type =
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
                int ignored = (int) linker.downcallHandle(windows.get(), type).invokeExact(name, errorsOnly);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
