// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where and when something was measured. */
final class Environment {
    private static final long KIB_PER_GIB = 1 << 20;

    private Environment() {}

    static Map<String, String> now() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "date",
                ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")));
        facts.put(
                "JDK",
                "%s, %s".formatted(System.getProperty("java.vm.version"), System.getProperty("java.vendor.version")));
        facts.put("processor", processor());
        facts.put("memory", memory());
        facts.put(
                "system",
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
        facts.put("load before", load());
        facts.put("Vulkan devices", devices());
        return facts;
    }

    private static String devices() {
        List<EncodingCapabilities> all = MovieMaker.encodingCapabilities();
        return all.stream().map(c -> c.device() + ", " + c.driver()).collect(Collectors.joining("; "));
    }

    private static String processor() {
        String name = field("/proc/cpuinfo", "model name");
        return "%s, %d cores".formatted(name, Runtime.getRuntime().availableProcessors());
    }

    private static String memory() {
        String kib = field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return kib.isEmpty() ? "unknown" : Math.round((double) Long.parseLong(kib) / KIB_PER_GIB) + " GiB";
    }

    /** What else the machine did in the last minute, as the system counts it. */
    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
