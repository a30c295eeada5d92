// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_LAYER_SETTING_TYPE_BOOL32_EXT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_LAYER_SETTINGS_CREATE_INFO_EXT;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkLayerSettingEXT;
import dev.moviemaker.vulkan.raw.VkLayerSettingsCreateInfoEXT;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Turns switches of layers on ({@code VK_EXT_layer_settings}). */
final class LayerSettings {
    private LayerSettings() {}

    /** The structure for the instance's chain: every switch on in every layer. */
    static MemorySegment write(SegmentAllocator allocator, List<String> layers, List<String> switches) {
        MemorySegment on = allocator.allocateFrom(ValueLayout.JAVA_INT, 1);
        MemorySegment array = allocator.allocate(VkLayerSettingEXT.layout(), (long) layers.size() * switches.size());
        int count = 0;
        for (String layer : layers) {
            for (String name : switches) {
                MemorySegment setting = Structs.element(array, VkLayerSettingEXT.layout(), count++);
                VkLayerSettingEXT.pLayerName(setting, allocator.allocateFrom(layer));
                VkLayerSettingEXT.pSettingName(setting, allocator.allocateFrom(name));
                VkLayerSettingEXT.type(setting, VK_LAYER_SETTING_TYPE_BOOL32_EXT());
                VkLayerSettingEXT.valueCount(setting, 1);
                VkLayerSettingEXT.pValues(setting, on);
            }
        }
        MemorySegment settings = Structs.make(
                allocator, VkLayerSettingsCreateInfoEXT.layout(), VK_STRUCTURE_TYPE_LAYER_SETTINGS_CREATE_INFO_EXT());
        VkLayerSettingsCreateInfoEXT.settingCount(settings, count);
        VkLayerSettingsCreateInfoEXT.pSettings(settings, array);
        return settings;
    }
}
