// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.Memory;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.KnownFault;
import dev.moviemaker.emulator.profile.DriverProfile.SessionMemory;
import dev.moviemaker.emulator.profile.Flag;
import dev.moviemaker.emulator.profile.QuantizationMap;
import dev.moviemaker.emulator.video.EmulatedParameters;
import dev.moviemaker.emulator.video.EmulatedRgbConversion;
import dev.moviemaker.emulator.video.EmulatedSession;
import dev.moviemaker.emulator.video.ParametersReader;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Video sessions and their parameters. */
final class SessionCalls {
    private static final String STD_NAME = "VK_STD_vulkan_video_codec_av1_encode";

    private SessionCalls() {}

    static void register(Stubs stubs) {
        stubs.add(
                "vkCreateVideoSessionKHR",
                PFN_vkCreateVideoSessionKHR::allocate,
                (device, info, allocator, out) -> Guard.result(
                        "vkCreateVideoSessionKHR", device, () -> create(Handles.DEVICES.get(device), info, out)));
        stubs.add(
                "vkDestroyVideoSessionKHR", PFN_vkDestroyVideoSessionKHR::allocate, SessionCalls::destroyVideoSession);
        stubs.add(
                "vkGetVideoSessionMemoryRequirementsKHR",
                PFN_vkGetVideoSessionMemoryRequirementsKHR::allocate,
                (device, session, count, out) -> Guard.result(
                        "vkGetVideoSessionMemoryRequirementsKHR",
                        device,
                        () -> requirements(Handles.DEVICES.get(device), session, count, out)));
        stubs.add(
                "vkBindVideoSessionMemoryKHR",
                PFN_vkBindVideoSessionMemoryKHR::allocate,
                SessionCalls::bindVideoSessionMemory);
        stubs.add(
                "vkCreateVideoSessionParametersKHR",
                PFN_vkCreateVideoSessionParametersKHR::allocate,
                SessionCalls::createVideoSessionParameters);
        stubs.add(
                "vkDestroyVideoSessionParametersKHR",
                PFN_vkDestroyVideoSessionParametersKHR::allocate,
                SessionCalls::destroyVideoSessionParameters);
        stubs.add(
                "vkUpdateVideoSessionParametersKHR",
                PFN_vkUpdateVideoSessionParametersKHR::allocate,
                SessionCalls::updateVideoSessionParameters);
        stubs.add(
                "vkGetEncodedVideoSessionParametersKHR",
                PFN_vkGetEncodedVideoSessionParametersKHR::allocate,
                (device, info, feedback, size, data) -> Guard.result(
                        "vkGetEncodedVideoSessionParametersKHR",
                        device,
                        () -> encoded(Handles.DEVICES.get(device), info, feedback, size, data)));
    }

    private static void destroyVideoSession(MemorySegment device, long session, MemorySegment allocator) {
        Guard.run("vkDestroyVideoSessionKHR", device, () -> {
            EmulatedSession gone = Handles.DEVICES.get(device).remove(EmulatedSession.class, session);
            if (gone != null) {
                gone.destroy();
                gone.close();
            }
        });
    }

    private static int bindVideoSessionMemory(MemorySegment device, long session, int count, MemorySegment infos) {
        return Guard.result("vkBindVideoSessionMemoryKHR", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            EmulatedSession target = owner.get(EmulatedSession.class, session);
            for (int i = 0; i < count; i++) {
                MemorySegment info = VkBindVideoSessionMemoryInfoKHR.asSlice(infos, i);
                target.bind(
                        VkBindVideoSessionMemoryInfoKHR.memoryBindIndex(info),
                        owner.find(Memory.class, VkBindVideoSessionMemoryInfoKHR.memory(info)),
                        VkBindVideoSessionMemoryInfoKHR.memoryOffset(info),
                        VkBindVideoSessionMemoryInfoKHR.memorySize(info));
            }
            return 0;
        });
    }

    private static int createVideoSessionParameters(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        return Guard.result("vkCreateVideoSessionParametersKHR", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            EmulatedSession session =
                    owner.get(EmulatedSession.class, VkVideoSessionParametersCreateInfoKHR.videoSession(info));
            long handle = Handles.fresh();
            EmulatedParameters parameters = ParametersReader.read(session, handle, info);
            if (parameters == null) {
                return ResultCode.INVALID_VIDEO_STD_PARAMETERS;
            }
            owner.put(EmulatedParameters.class, handle, parameters);
            out.set(ValueLayout.JAVA_LONG, 0, handle);
            return 0;
        });
    }

    private static void destroyVideoSessionParameters(MemorySegment device, long parameters, MemorySegment allocator) {
        Guard.run("vkDestroyVideoSessionParametersKHR", device, () -> {
            EmulatedParameters gone = Handles.DEVICES.get(device).remove(EmulatedParameters.class, parameters);
            if (gone != null) {
                gone.use().destroy();
            }
        });
    }

    private static int updateVideoSessionParameters(MemorySegment device, long parameters, MemorySegment info) {
        return Guard.result("vkUpdateVideoSessionParametersKHR", device, () -> {
            throw new Guard.Refusal(
                    ResultCode.INVALID_VIDEO_STD_PARAMETERS, "AV1 session parameters cannot be updated");
        });
    }

    private static int create(EmulatedDevice device, MemorySegment info, MemorySegment out) {
        EmulatedVideoProfile profile = EmulatedVideoProfile.read(VkVideoSessionCreateInfoKHR.pVideoProfile(info));
        int refusal = profile.check(device.physical());
        if (refusal != 0) {
            throw new Guard.Refusal(refusal, "session for " + profile);
        }
        checkStdHeader(VkVideoSessionCreateInfoKHR.pStdHeaderVersion(info));
        MemorySegment extent = VkVideoSessionCreateInfoKHR.maxCodedExtent(info);
        EmulatedSession.Limits asked = new EmulatedSession.Limits(
                profile,
                VkVideoSessionCreateInfoKHR.flags(info),
                VkExtent2D.width(extent),
                VkExtent2D.height(extent),
                VkVideoSessionCreateInfoKHR.pictureFormat(info),
                VkVideoSessionCreateInfoKHR.referencePictureFormat(info),
                VkVideoSessionCreateInfoKHR.maxDpbSlots(info),
                VkVideoSessionCreateInfoKHR.maxActiveReferencePictures(info),
                intraRefreshMode(device.physical().profile(), info),
                profile.rgb() ? conversion(device, info) : null);
        checkLimits(device, asked);
        long handle = Handles.fresh();
        device.put(EmulatedSession.class, handle, new EmulatedSession(device, handle, asked));
        out.set(ValueLayout.JAVA_LONG, 0, handle);
        return 0;
    }

    private static int intraRefreshMode(DriverProfile profile, MemorySegment info) {
        MemorySegment asked =
                Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_SESSION_INTRA_REFRESH_CREATE_INFO_KHR());
        int mode = asked == null ? 0 : VkVideoEncodeSessionIntraRefreshCreateInfoKHR.intraRefreshMode(asked);
        int offered = Flag.mask(profile.intraRefresh().intraRefreshModes());
        if (Integer.bitCount(mode) > 1 || (mode & ~offered) != 0) {
            throw new Guard.Refusal(
                    ResultCode.INITIALIZATION_FAILED,
                    "session with intraRefreshMode 0x%x, one of 0x%x allowed".formatted(mode, offered));
        }
        return mode;
    }

    private static void checkStdHeader(MemorySegment version) {
        String name = Structs.string(VkExtensionProperties.extensionName(version), 256);
        if (!name.equals(STD_NAME)
                || Integer.compareUnsigned(
                                VkExtensionProperties.specVersion(version),
                                Vulkan.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_SPEC_VERSION())
                        > 0) {
            throw new Guard.Refusal(
                    ResultCode.STD_VERSION_NOT_SUPPORTED,
                    "Std header " + name + " " + VkExtensionProperties.specVersion(version));
        }
    }

    private static void checkLimits(EmulatedDevice device, EmulatedSession.Limits asked) {
        DriverProfile limits = device.physical().profile();
        EmulatedVideoProfile profile = asked.profile();
        if (asked.maxDpbSlots() > limits.video().maxDpbSlots()
                || asked.maxActiveReferencePictures() > limits.video().maxActiveReferencePictures()) {
            // The Khronos sample encoder asks for a slot too many, and drivers let it.
            device.violation(
                    Rule.SESSION_LIMITS,
                    "maxDpbSlots " + asked.maxDpbSlots() + " and maxActiveReferencePictures "
                            + asked.maxActiveReferencePictures() + ", the capabilities say "
                            + limits.video().maxDpbSlots() + " and "
                            + limits.video().maxActiveReferencePictures());
        }
        if (asked.width() > limits.video().maxCodedExtent().width()
                || asked.height() > limits.video().maxCodedExtent().height()
                || asked.width() < limits.video().minCodedExtent().width()
                || asked.height() < limits.video().minCodedExtent().height()) {
            throw new Guard.Refusal(ResultCode.INITIALIZATION_FAILED, "session beyond the capabilities: " + asked);
        }
        if (profile.sourceFormats().stream().noneMatch(format -> format.code() == asked.pictureFormat())
                || (asked.maxDpbSlots() > 0
                        && asked.referenceFormat() != profile.referenceFormat().code())) {
            throw new Guard.Refusal(
                    ResultCode.FORMAT_NOT_SUPPORTED,
                    "session with formats " + asked.pictureFormat() + ", " + asked.referenceFormat() + ", needed are "
                            + profile.sourceFormats() + ", " + profile.referenceFormat());
        }
        checkMaps(device, asked.flags(), limits.quantizationMap());
    }

    private static void checkMaps(EmulatedDevice device, int flags, QuantizationMap maps) {
        boolean deltas = (flags & Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR()) != 0;
        boolean emphasis = (flags & Vulkan.VK_VIDEO_SESSION_CREATE_ALLOW_ENCODE_EMPHASIS_MAP_BIT_KHR()) != 0;
        if (deltas && emphasis) {
            device.violation(Rule.QUANTIZATION_MAP, "a session that allows both delta maps and emphasis maps");
        }
        if ((deltas && !maps.offers(false)) || (emphasis && !maps.offers(true))) {
            String kind = deltas && !maps.offers(false) ? "delta maps" : "emphasis maps";
            device.violation(Rule.QUANTIZATION_MAP, "a session that allows " + kind + ", of which none are offered");
            throw new Guard.Refusal(ResultCode.INITIALIZATION_FAILED, "session with quantization " + kind);
        }
    }

    private static EmulatedRgbConversion conversion(EmulatedDevice device, MemorySegment info) {
        if (!device.rgbConversion()) {
            device.violation(Rule.RGB_CONVERSION, "videoEncodeRgbConversion is not enabled");
        }
        EmulatedRgbConversion conversion =
                EmulatedRgbConversion.read(info, device.physical().profile().rgbConversion());
        if (conversion == null) {
            device.violation(
                    Rule.RGB_CONVERSION,
                    "VkVideoEncodeSessionRgbConversionCreateInfoVALVE is missing or asks for more than is offered");
            throw new Guard.Refusal(
                    ResultCode.INITIALIZATION_FAILED, "session for R'G'B' sources without a conversion");
        }
        return conversion;
    }

    private static int requirements(EmulatedDevice device, long session, MemorySegment count, MemorySegment out) {
        List<SessionMemory> wanted = device.get(EmulatedSession.class, session).requirements();
        if (out.address() == 0) {
            count.set(ValueLayout.JAVA_INT, 0, wanted.size());
            return 0;
        }
        int written = Math.min(count.get(ValueLayout.JAVA_INT, 0), wanted.size());
        for (int i = 0; i < written; i++) {
            MemorySegment entry = VkVideoSessionMemoryRequirementsKHR.asSlice(out, i);
            VkVideoSessionMemoryRequirementsKHR.memoryBindIndex(entry, i);
            MemorySegment requirements = VkVideoSessionMemoryRequirementsKHR.memoryRequirements(entry);
            VkMemoryRequirements.size(requirements, wanted.get(i).size());
            VkMemoryRequirements.alignment(requirements, wanted.get(i).alignment());
            VkMemoryRequirements.memoryTypeBits(requirements, memoryTypes(device, wanted.get(i)));
        }
        count.set(ValueLayout.JAVA_INT, 0, written);
        return written < wanted.size() ? ResultCode.INCOMPLETE : 0;
    }

    private static int memoryTypes(EmulatedDevice device, SessionMemory wanted) {
        List<Integer> flags = device.physical().memoryTypeFlags();
        int types = 0;
        for (int i = 0; i < flags.size(); i++) {
            boolean visible = (flags.get(i) & Vulkan.VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT()) != 0;
            types |= visible || !wanted.hostVisible() ? 1 << i : 0;
        }
        return types;
    }

    private static int encoded(
            EmulatedDevice device, MemorySegment info, MemorySegment feedback, MemorySegment size, MemorySegment data) {
        EmulatedParameters parameters = device.get(
                EmulatedParameters.class, VkVideoEncodeSessionParametersGetInfoKHR.videoSessionParameters(info));
        if (feedback.address() != 0) {
            boolean told = parameters.overridden() && !device.driver().has(KnownFault.OVERRIDES_NEVER_REPORTED);
            VkVideoEncodeSessionParametersFeedbackInfoKHR.hasOverrides(feedback, told ? 1 : 0);
        }
        byte[] obu = parameters.obu().bytes();
        if (data.address() == 0) {
            size.set(ValueLayout.JAVA_LONG, 0, obu.length);
            return 0;
        }
        long room = size.get(ValueLayout.JAVA_LONG, 0);
        int written = (int) Math.min(room, obu.length);
        if (written < obu.length) {
            // Headers are written whole or not at all (specification of this command).
            size.set(ValueLayout.JAVA_LONG, 0, 0L);
            return ResultCode.INCOMPLETE;
        }
        MemorySegment.copy(obu, 0, data, ValueLayout.JAVA_BYTE, 0, written);
        size.set(ValueLayout.JAVA_LONG, 0, written);
        return 0;
    }
}
