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
    private static final Optional<String> FAILURE = tryLoad();

    private AvLibraries() {}

    /**
     * Why the libraries cannot be used here.
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

    private static Optional<String> tryLoad() {
        // Everything native is freed by its owner. Without these JavaCPP would track each pointer with the collector,
        // and
        // would refuse to allocate once the process, encoder included, is larger than four Java heaps.
        setIfAbsent("org.bytedeco.javacpp.nopointergc", "true");
        setIfAbsent("org.bytedeco.javacpp.maxphysicalbytes", "0");
        try {
            quietSvt();
            Loader.load(avutil.class);
            Loader.load(swresample.class);
            Loader.load(swscale.class);
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            // What goes wrong is thrown; the libraries' own lines on standard error would only repeat it.
            avutil.av_log_set_level(Integer.getInteger("moviemaker.ffmpeg.loglevel", avutil.AV_LOG_QUIET));
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(
                    MissingNatives.reason(Loader.getPlatform(), CLibrary.ofThisProcess(), MissingNatives.message(e)));
        }
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
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
