// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.encoder.convert.TestDevice;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.lang.reflect.Modifier;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.VkApplicationInfo;
import org.lwjgl.vulkan.VkDevice;
import org.lwjgl.vulkan.VkDeviceCreateInfo;
import org.lwjgl.vulkan.VkInstance;
import org.lwjgl.vulkan.VkInstanceCreateInfo;
import org.lwjgl.vulkan.VkPhysicalDevice;

/** LWJGL over a device that is already there, with a back end of choice. */
final class LwjglHandles {
    /** LWJGL's jar has its FFM classes for newer releases of Java only: without those it uses JNI. */
    static final String JNI = "-Djdk.util.jar.enableMultiRelease=false";

    static final String FFM = "-Djdk.util.jar.enableMultiRelease=true";
    private static final int FIRST_WITH_FFM = 25;

    private LwjglHandles() {}

    static VkDevice device(TestDevice test) {
        requireBackEnd();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            VkInstanceCreateInfo info = VkInstanceCreateInfo.calloc(stack)
                    .sType$Default()
                    .pApplicationInfo(VkApplicationInfo.calloc(stack)
                            .sType$Default()
                            .apiVersion(VulkanMacros.VK_API_VERSION_1_3));
            VkInstance instance = new VkInstance(test.instance().handle().address(), info);
            VkPhysicalDevice physical =
                    new VkPhysicalDevice(test.device().physical().address(), instance);
            return new VkDevice(
                    test.device().handle().address(),
                    physical,
                    VkDeviceCreateInfo.calloc(stack).sType$Default(),
                    VulkanMacros.VK_API_VERSION_1_3);
        }
    }

    /** That the back end asked for with the JVM's arguments is the one in use. */
    static void requireBackEnd() {
        boolean ffm = Boolean.parseBoolean(System.getProperty("jdk.util.jar.enableMultiRelease"));
        if (ffm && Runtime.version().feature() < FIRST_WITH_FFM) {
            throw new IllegalStateException("LWJGL's FFM back end needs Java " + FIRST_WITH_FFM);
        }
        try {
            int modifiers = JNI.class
                    .getMethod("callPPV", long.class, int.class, int.class, long.class, long.class)
                    .getModifiers();
            if (Modifier.isNative(modifiers) == ffm) {
                throw new IllegalStateException("LWJGL runs on its other back end");
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("LWJGL has changed", e);
        }
    }
}
