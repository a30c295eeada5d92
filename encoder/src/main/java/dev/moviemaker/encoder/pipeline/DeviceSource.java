// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.VulkanDevice;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.VideoExtensions;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.DeviceRequest;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.VulkanEntry;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/** Where a stream's device comes from. */
sealed interface DeviceSource {

    /** Of the devices; closed by the encoder that uses the source. */
    Instance instance();

    /** A device for the plan, to be closed. */
    Device device(SessionPlan plan);

    /** Whether {@link #device} can be asked again when a device is lost. */
    boolean replacesDevices();

    /** Makes devices for the plan's queues and extensions. */
    record Own(Instance instance, MemorySegment physical) implements DeviceSource {
        @Override
        public Device device(SessionPlan plan) {
            Set<Integer> families = plan.encodeFamily() == plan.computeFamily()
                    ? Set.of(plan.encodeFamily())
                    : Set.of(plan.encodeFamily(), plan.computeFamily());
            return Device.create(
                    instance,
                    physical,
                    new DeviceRequest(
                            families,
                            extensions(plan),
                            plan.inlineQueries(),
                            plan.targetPath().needsExtendedFormats(),
                            plan.rgb().isPresent(),
                            plan.deltaMaps().isPresent(),
                            plan.intraRefresh().isPresent(),
                            plan.tellsAverages()));
        }

        private List<String> extensions(SessionPlan plan) {
            return VideoExtensions.names(
                    plan.inlineQueries(),
                    plan.rgb().isPresent(),
                    plan.deltaMaps().isPresent(),
                    plan.intraRefresh().isPresent(),
                    plan.tellsAverages(),
                    Math.min(plan.device().apiVersion(), instance.apiVersion()));
        }

        @Override
        public boolean replacesDevices() {
            return true;
        }
    }

    /** The program's own device, again and again. Closing what is adopted does nothing. */
    record Adopted(Instance instance, VulkanDevice vulkan) implements DeviceSource {
        static Adopted of(VulkanDevice device) {
            VulkanEntry entry = new VulkanEntry(MemorySegment.ofAddress(device.getInstanceProcAddr()));
            return new Adopted(
                    Instance.adopt(entry, MemorySegment.ofAddress(device.instance()), device.apiVersion()), device);
        }

        @Override
        public Device device(SessionPlan plan) {
            return Device.adopt(instance, vulkan);
        }

        @Override
        public boolean replacesDevices() {
            return false;
        }
    }
}
