// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Capabilities of every profile of the emulated driver, recorded as they are read, so that planning is tested anywhere.
 */
public final class RecordedDevices {
    static final List<String> PROFILES = List.of("nvidia", "radv-rdna3", "radv-rdna4", "anv", "minimal", "maximal");

    private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "moviemaker", "encoder", "caps");
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .registerTypeAdapter(ProfileSupport.class, (JsonDeserializer<ProfileSupport>)
                    (json, type, context) -> context.deserialize(
                            json,
                            json.getAsJsonObject().has("reason")
                                    ? ProfileSupport.Unsupported.class
                                    : ProfileSupport.Supported.class))
            .registerTypeAdapter(ProfileSupport.class, (JsonSerializer<ProfileSupport>)
                    (support, type, context) -> context.serialize(support))
            .registerTypeHierarchyAdapter(Set.class, (JsonSerializer<Set<?>>)
                    (set, type, context) -> context.serialize(new TreeSet<>(set).toArray()))
            .create();

    private RecordedDevices() {}

    /** The recording of a profile. */
    public static DeviceCapabilities named(String profile) {
        return GSON.fromJson(text(profile + ".json"), DeviceCapabilities.class);
    }

    static String json(DeviceCapabilities device) {
        return GSON.toJson(device) + "\n";
    }

    /** A recorded file. */
    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares what is with what was recorded; with {@code -Drecord} records it instead. Says whether they are equal.
     */
    static boolean isRecorded(String name, String actual) {
        if (System.getProperty("record") != null) {
            try {
                Files.createDirectories(FOLDER);
                Files.writeString(FOLDER.resolve(name), actual);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text(name).equals(actual);
    }
}
