// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.emulator.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code vulkaninfo} shows on the emulated driver what it shows on the base driver, and what this driver adds: nothing
 * more, nothing less.
 */
class VulkaninfoEmulatorTest {
    private static final String OWNERSHIP = "VkQueueFamilyOwnershipTransferPropertiesKHR";

    @TempDir
    Path folder = Path.of("unset");

    private Path baseFolder = Path.of("unset");
    private Path ourFolder = Path.of("unset");

    static Stream<String> profiles() {
        return Profiles.NAMES.stream();
    }

    @BeforeEach
    void folders() throws IOException {
        Testbed.needsVulkan();
        baseFolder = Files.createDirectory(folder.resolve("base"));
        ourFolder = Files.createDirectory(folder.resolve("ours"));
    }

    /** The extensions that a profile adds, with their revisions. */
    private static Map<String, Integer> extensions(DriverProfile profile) {
        Map<String, Integer> added = new LinkedHashMap<>();
        added.put("VK_KHR_video_encode_av1", 1);
        if (profile.encode().feedback2()) {
            added.put("VK_KHR_video_encode_feedback2", 1);
        }
        if (profile.intraRefresh().offered()) {
            added.put("VK_KHR_video_encode_intra_refresh", 1);
        }
        if (profile.quantizationMap().offered()) {
            added.put("VK_KHR_video_encode_quantization_map", 2);
        }
        added.put("VK_KHR_video_encode_queue", 12);
        if (profile.maintenance1()) {
            added.put("VK_KHR_video_maintenance1", 1);
        }
        added.put("VK_KHR_video_queue", 8);
        if (profile.rgbConversion().offered()) {
            added.put("VK_VALVE_video_encode_rgb_conversion", 1);
        }
        return added;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void jsonDiffersInWhatIsAddedOnly(String name) throws IOException {
        DriverProfile profile = Profiles.named(name);
        JsonObject base = Vulkaninfo.onLavapipe(baseFolder).json();
        Vulkaninfo emulator = Vulkaninfo.onEmulator(name, ourFolder);
        JsonObject ours = emulator.json();
        assertThat(emulator.report()).isEmpty();
        checkVideoProfiles(device(ours).remove("videoProfiles"), profile);
        addTo(base.getAsJsonObject("capabilities").getAsJsonObject("device"), profile);
        // Names that vulkaninfo makes of the device's name and its driver's version, both checked among the properties.
        for (JsonObject each : List.of(base, ours)) {
            each.remove("profiles");
        }
        device(base).remove("videoProfiles");
        assertThat(ours).isEqualTo(base);
    }

    private static JsonObject device(JsonObject root) {
        return root.getAsJsonObject("capabilities").getAsJsonObject("device");
    }

    /** Older versions of vulkaninfo know nothing of video profiles. */
    private static void checkVideoProfiles(@org.jspecify.annotations.Nullable JsonElement told, DriverProfile profile) {
        if (told == null) {
            return;
        }
        assertThat(told.getAsJsonArray())
                .hasSizeGreaterThanOrEqualTo(profile.bitDepths().size());
        for (JsonElement one : told.getAsJsonArray()) {
            JsonObject video =
                    one.getAsJsonObject().getAsJsonObject("capabilities").getAsJsonObject("VkVideoCapabilitiesKHR");
            assertThat(video.get("maxDpbSlots").getAsInt())
                    .isEqualTo(profile.video().maxDpbSlots());
            assertThat(video.getAsJsonObject("maxCodedExtent").get("width").getAsInt())
                    .isEqualTo(profile.video().maxCodedExtent().width());
            assertThat(one.getAsJsonObject().getAsJsonArray("formats")).isNotEmpty();
        }
    }

    private static void addTo(JsonObject device, DriverProfile profile) {
        extensions(profile).forEach(device.getAsJsonObject("extensions")::addProperty);
        JsonObject features = device.getAsJsonObject("features");
        features.add("VkPhysicalDeviceVideoEncodeAV1FeaturesKHR", JsonParser.parseString("{\"videoEncodeAV1\": true}"));
        if (profile.maintenance1()) {
            features.add(
                    "VkPhysicalDeviceVideoMaintenance1FeaturesKHR",
                    JsonParser.parseString("{\"videoMaintenance1\": true}"));
        }
        if (profile.quantizationMap().offered()) {
            features.add(
                    "VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR",
                    JsonParser.parseString("{\"videoEncodeQuantizationMap\": true}"));
        }
        identify(device.getAsJsonObject("properties"), profile.identity());
        addFormatFeatures(device.getAsJsonObject("formats"), profile);
        addFamily(device.getAsJsonArray("queueFamiliesProperties"), profile);
    }

    private static void identify(JsonObject properties, DriverProfile.Identity identity) {
        JsonObject one = properties.getAsJsonObject("VkPhysicalDeviceProperties");
        one.addProperty(
                "deviceName",
                identity.deviceName() + " over " + one.get("deviceName").getAsString());
        if (identity.vendorId() != 0) {
            one.addProperty("vendorID", identity.vendorId());
        }
        if (identity.driverVersion() != 0) {
            one.addProperty("driverVersion", identity.driverVersion());
        }
        if (identity.driverId() != 0) {
            JsonObject twelve = properties.getAsJsonObject("VkPhysicalDeviceVulkan12Properties");
            twelve.addProperty("driverID", driverId(identity.driverId()));
            twelve.addProperty("driverName", identity.driverName());
        }
    }

    private static String driverId(int id) {
        return switch (id) {
            case 3 -> "VK_DRIVER_ID_MESA_RADV";
            case 4 -> "VK_DRIVER_ID_NVIDIA_PROPRIETARY";
            case 6 -> "VK_DRIVER_ID_INTEL_OPEN_SOURCE_MESA";
            default -> throw new IllegalArgumentException("driverId " + id);
        };
    }

    private static void addFormatFeatures(JsonObject formats, DriverProfile profile) {
        for (int depth : profile.bitDepths()) {
            String yuv = depth == 8
                    ? "VK_FORMAT_G8_B8R8_2PLANE_420_UNORM"
                    : "VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16";
            add(
                    formats,
                    yuv,
                    "VK_FORMAT_FEATURE_VIDEO_ENCODE_INPUT_BIT_KHR",
                    "VK_FORMAT_FEATURE_VIDEO_ENCODE_DPB_BIT_KHR");
            List<String> rgb = depth == 8
                    ? List.of("VK_FORMAT_B8G8R8A8_UNORM", "VK_FORMAT_R8G8B8A8_UNORM")
                    : List.of("VK_FORMAT_A2B10G10R10_UNORM_PACK32", "VK_FORMAT_A2R10G10B10_UNORM_PACK32");
            if (profile.rgbConversion().offered()
                    && !profile.knownFaults().contains(KnownFault.RGB_WITHOUT_INPUT_FEATURE)) {
                rgb.forEach(format -> add(formats, format, "VK_FORMAT_FEATURE_VIDEO_ENCODE_INPUT_BIT_KHR"));
            }
        }
    }

    private static void add(JsonObject formats, String format, String... features) {
        JsonArray optimal = formats.getAsJsonObject(format)
                .getAsJsonObject("VkFormatProperties")
                .getAsJsonArray("optimalTilingFeatures");
        for (String feature : features) {
            optimal.add(feature);
        }
    }

    private static void addFamily(JsonArray families, DriverProfile profile) {
        boolean ownership = false;
        for (JsonElement family : families) {
            ownership |= family.getAsJsonObject().has(OWNERSHIP);
            addVideo(family.getAsJsonObject(), false, "[]");
        }
        JsonObject own = new JsonObject();
        own.add("VkQueueFamilyProperties", JsonParser.parseString("""
                        {"minImageTransferGranularity": {"width": 1, "height": 1, "depth": 1},
                         "queueFlags": [%s"VK_QUEUE_VIDEO_ENCODE_BIT_KHR"],
                         "queueCount": %d, "timestampValidBits": %d}""".formatted(
                        profile.queueFamily().transfer() ? "\"VK_QUEUE_TRANSFER_BIT\", " : "",
                        profile.queueFamily().queueCount(),
                        profile.queueFamily().timestampValidBits())));
        if (ownership) {
            own.add(OWNERSHIP, JsonParser.parseString("{\"optimalImageTransferToQueueFamilies\": 4294967295}"));
        }
        addVideo(
                own,
                profile.queueFamily().queryResultStatusSupport(),
                "[\"VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR\"]");
        families.add(own);
    }

    private static void addVideo(JsonObject family, boolean status, String operations) {
        family.add(
                "VkQueueFamilyQueryResultStatusPropertiesKHR",
                JsonParser.parseString("{\"queryResultStatusSupport\": " + status + "}"));
        family.add(
                "VkQueueFamilyVideoPropertiesKHR",
                JsonParser.parseString("{\"videoCodecOperations\": " + operations + "}"));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void textDiffersInWhatIsAddedOnly(String name) throws IOException {
        DriverProfile profile = Profiles.named(name);
        List<String> base = Vulkaninfo.onLavapipe(baseFolder).text();
        List<String> ours = Vulkaninfo.onEmulator(name, ourFolder).text();
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        LineDiff.between(base, ours, removed, added);
        String identified = "GPU id = .*|deviceName .*|vendorID .*|driverVersion .*|driverID .*|driverName .*";
        assertThat(removed).allMatch(line -> line.matches(identified + "|Device Extensions: count = .*"));
        // Older versions of vulkaninfo know nothing of video profiles.
        String videoProfiles = "Video Profiles: count = " + profile.bitDepths().size() + "|placeholder = AV1 Encode .*";
        added.removeIf(line -> line.matches(identified + "|-*|=*|" + videoProfiles));
        boolean ownership = base.stream().anyMatch(line -> line.contains(OWNERSHIP));
        assertThat(added).containsExactlyElementsOf(expectedLines(profile, base, ownership));
    }

    private static List<String> expectedLines(DriverProfile profile, List<String> base, boolean ownership) {
        int extensions = base.stream()
                .filter(line -> line.startsWith("Device Extensions: count = "))
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add("Device Extensions: count = "
                + (extensions + extensions(profile).size()));
        extensions(profile)
                .forEach((extension, revision) -> lines.add(extension + " : extension revision " + revision));
        lines.addAll(List.of(
                "VkQueueFamilyQueryResultStatusPropertiesKHR:",
                "queryResultStatusSupport = false",
                "VkQueueFamilyVideoPropertiesKHR:",
                "videoCodecOperations:",
                "None",
                "queueProperties[1]:",
                "minImageTransferGranularity = (1,1,1)",
                "queueCount = " + profile.queueFamily().queueCount(),
                "queueFlags = " + (profile.queueFamily().transfer() ? "QUEUE_TRANSFER_BIT | " : "")
                        + "QUEUE_VIDEO_ENCODE_BIT_KHR",
                "timestampValidBits = " + profile.queueFamily().timestampValidBits(),
                "present support = false"));
        if (ownership) {
            lines.addAll(List.of(OWNERSHIP + ":", "optimalImageTransferToQueueFamilies = 4294967295"));
        }
        lines.addAll(List.of(
                "VkQueueFamilyQueryResultStatusPropertiesKHR:",
                "queryResultStatusSupport = " + profile.queueFamily().queryResultStatusSupport(),
                "VkQueueFamilyVideoPropertiesKHR:",
                "videoCodecOperations: count = 1",
                "VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR",
                "VkPhysicalDeviceVideoEncodeAV1FeaturesKHR:",
                "videoEncodeAV1 = true"));
        if (profile.quantizationMap().offered()) {
            lines.addAll(List.of(
                    "VkPhysicalDeviceVideoEncodeQuantizationMapFeaturesKHR:", "videoEncodeQuantizationMap = true"));
        }
        if (profile.maintenance1()) {
            lines.addAll(List.of("VkPhysicalDeviceVideoMaintenance1FeaturesKHR:", "videoMaintenance1 = true"));
        }
        return lines;
    }
}
