// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a driver's own capabilities say against settings: read through Vulkan, never from the profile that it plays. */
public final class Refusals {
    private static final int NAME_BYTES = 256;
    private static final int B_PICTURE_SLOTS = 3;

    private final Vk vk;
    private final Settings settings;
    private final Arena arena;
    private final List<String> reasons = new ArrayList<>();
    private boolean expressible = true;

    private Refusals(Vk vk, Settings settings, Arena arena) {
        this.vk = vk;
        this.settings = settings;
        this.arena = arena;
    }

    /**
     * The answer.
     *
     * @param reasons capabilities that the settings go beyond; none where the driver has to carry them out
     * @param expressible whether the client can ask for it nevertheless
     */
    public record Answer(List<String> reasons, boolean expressible) {}

    /** Asks a driver. */
    public static Answer of(Vk vk, Settings settings) {
        try (Arena arena = Arena.ofConfined()) {
            Refusals refusals = new Refusals(vk, settings, arena);
            refusals.find();
            return new Answer(List.copyOf(refusals.reasons), refusals.expressible);
        }
    }

    private void against(boolean wrong, String capability, Object value) {
        if (wrong) {
            reasons.add(capability + " " + value);
        }
    }

    private void find() {
        MemorySegment profile = Client.profile(arena, settings);
        Caps caps;
        try {
            caps = new Caps(vk, arena, profile);
        } catch (Vk.VulkanFailure e) {
            reasons.add(String.valueOf(e.getMessage()));
            return;
        }
        size(caps);
        picture(caps);
        extensions(caps, profile);
    }

    private void size(Caps caps) {
        MemorySegment least = VkVideoCapabilitiesKHR.minCodedExtent(caps.video);
        MemorySegment most = VkVideoCapabilitiesKHR.maxCodedExtent(caps.video);
        against(
                settings.width < VkExtent2D.width(least) || settings.height < VkExtent2D.height(least),
                "minCodedExtent",
                text(least));
        against(
                settings.width > VkExtent2D.width(most) || settings.height > VkExtent2D.height(most),
                "maxCodedExtent",
                text(most));
        if (settings.extras.tileColumns() > 0) {
            tiles(caps);
        }
    }

    private void tiles(Caps caps) {
        int columns = settings.extras.tileColumns();
        int rows = settings.extras.tileRows();
        MemorySegment most = VkVideoEncodeAV1CapabilitiesKHR.maxTiles(caps.av1);
        against(columns > VkExtent2D.width(most) || rows > VkExtent2D.height(most), "maxTiles", text(most));
        int width = Math.ceilDiv(settings.width, columns);
        int height = Math.ceilDiv(settings.height, rows);
        MemorySegment least = VkVideoEncodeAV1CapabilitiesKHR.minTileSize(caps.av1);
        against(width < VkExtent2D.width(least) || height < VkExtent2D.height(least), "minTileSize", text(least));
        MemorySegment largest = VkVideoEncodeAV1CapabilitiesKHR.maxTileSize(caps.av1);
        against(width > VkExtent2D.width(largest) || height > VkExtent2D.height(largest), "maxTileSize", text(largest));
    }

    private void picture(Caps caps) {
        if (settings.extras.gop() == Plan.Gop.I_P_B3) {
            int slots = caps.maxSlots();
            against(slots < B_PICTURE_SLOTS, "maxDpbSlots", slots);
            expressible &= slots >= B_PICTURE_SLOTS;
            against(
                    caps.backwardName() < 0,
                    "maxBidirectionalCompoundReferenceCount",
                    VkVideoEncodeAV1CapabilitiesKHR.maxBidirectionalCompoundReferenceCount(caps.av1));
        }
        boolean separate = settings.separate && !caps.separateImages();
        against(separate, "SEPARATE_REFERENCE_IMAGES is not in", VkVideoCapabilitiesKHR.flags(caps.video));
        // Key frames alone never have two pictures bound, and only those must be of one image.
        expressible &= !separate || settings.extras.gop() != Plan.Gop.I;
        int modes = VkVideoEncodeCapabilitiesKHR.rateControlModes(caps.encode);
        against(settings.mode != 0 && (modes & settings.mode) == 0, "rateControlModes", modes);
        int least = VkVideoEncodeAV1CapabilitiesKHR.minQIndex(caps.av1);
        int most = VkVideoEncodeAV1CapabilitiesKHR.maxQIndex(caps.av1);
        against(
                settings.mode == 1 && (settings.qIndex < least || settings.qIndex > most),
                "QIndex",
                least + "-" + most);
    }

    private void extensions(Caps caps, MemorySegment profile) {
        Set<String> offered = offered();
        List<String> needed = new ArrayList<>(settings.extras.extensions());
        if (settings.texels != null) {
            needed.add("VK_KHR_video_encode_quantization_map");
        }
        List<String> missing =
                needed.stream().filter(name -> !offered.contains(name)).toList();
        if (!missing.isEmpty()) {
            reasons.add("no " + String.join(", ", missing));
            return;
        }
        if (settings.texels != null) {
            int flags = VkVideoEncodeCapabilitiesKHR.flags(caps.encode);
            int needs = settings.emphasis
                    ? Vulkan.VK_VIDEO_ENCODE_CAPABILITY_EMPHASIS_MAP_BIT_KHR()
                    : Vulkan.VK_VIDEO_ENCODE_CAPABILITY_QUANTIZATION_DELTA_MAP_BIT_KHR();
            against((flags & needs) == 0, settings.emphasis ? "no EMPHASIS_MAP in" : "no DELTA_MAP in", flags);
            // VUID-vkCmdEncodeVideoKHR-pEncodeInfo-10308: a rule, and no capability.
            against(settings.emphasis && settings.mode < 2, "emphasis without rate control, mode", settings.mode);
        }
        if (settings.extras.refreshMode() != 0) {
            refresh(profile);
        }
    }

    private void refresh(MemorySegment profile) {
        MemorySegment refresh = VkVideoEncodeIntraRefreshCapabilitiesKHR.allocate(arena);
        VkVideoEncodeIntraRefreshCapabilitiesKHR.sType(
                refresh, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_CAPABILITIES_KHR());
        MemorySegment video = VkVideoCapabilitiesKHR.allocate(arena);
        VkVideoCapabilitiesKHR.sType(video, Vulkan.VK_STRUCTURE_TYPE_VIDEO_CAPABILITIES_KHR());
        VkVideoCapabilitiesKHR.pNext(video, refresh);
        Vk.check(
                "vkGetPhysicalDeviceVideoCapabilitiesKHR",
                PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR.invoke(
                        vk.f("vkGetPhysicalDeviceVideoCapabilitiesKHR"), vk.physical, profile, video));
        int modes = VkVideoEncodeIntraRefreshCapabilitiesKHR.intraRefreshModes(refresh);
        against((modes & settings.extras.refreshMode()) == 0, "intraRefreshModes", modes);
        int most = VkVideoEncodeIntraRefreshCapabilitiesKHR.maxIntraRefreshCycleDuration(refresh);
        against(settings.extras.refreshCycle() > most, "maxIntraRefreshCycleDuration", most);
    }

    private Set<String> offered() {
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment function = vk.f("vkEnumerateDeviceExtensionProperties");
        PFN_vkEnumerateDeviceExtensionProperties.invoke(
                function, vk.physical, MemorySegment.NULL, count, MemorySegment.NULL);
        int extensions = count.get(ValueLayout.JAVA_INT, 0);
        MemorySegment list = VkExtensionProperties.allocateArray(Math.max(1, extensions), arena);
        PFN_vkEnumerateDeviceExtensionProperties.invoke(function, vk.physical, MemorySegment.NULL, count, list);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < extensions; i++) {
            names.add(Structs.string(
                    VkExtensionProperties.extensionName(VkExtensionProperties.asSlice(list, i)), NAME_BYTES));
        }
        return names;
    }

    private static String text(MemorySegment extent) {
        return VkExtent2D.width(extent) + "x" + VkExtent2D.height(extent);
    }
}
