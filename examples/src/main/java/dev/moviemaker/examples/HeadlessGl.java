// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.egl.EGL15.*;
import static org.lwjgl.egl.EXTPlatformDevice.EGL_PLATFORM_DEVICE_EXT;
import static org.lwjgl.opengl.GL11C.*;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.egl.EXTDeviceEnumeration;
import org.lwjgl.opengl.EXTMemoryObject;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GLCapabilities;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;

/** An OpenGL context without a window, through EGL's device platform. Current on the thread that makes it. */
final class HeadlessGl implements AutoCloseable {
    private final long display;
    private final long context;
    private final GLCapabilities capabilities;

    /** On the first device whose driver makes one. */
    HeadlessGl() {
        Configuration.OPENGL_CONTEXT_API.set("EGL");
        List<String> failures = new ArrayList<>();
        long madeDisplay = EGL_NO_DISPLAY;
        long madeContext = EGL_NO_CONTEXT;
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer devices = stack.mallocPointer(16);
            IntBuffer count = stack.mallocInt(1);
            check(EXTDeviceEnumeration.eglQueryDevicesEXT(devices, count), "eglQueryDevicesEXT");
            for (int i = 0; i < count.get(0) && madeContext == EGL_NO_CONTEXT; i++) {
                try {
                    madeDisplay = open(devices.get(i));
                    madeContext = create(stack, madeDisplay);
                } catch (IllegalStateException e) {
                    failures.add("device " + i + ": " + e.getMessage());
                }
            }
        }
        if (madeContext == EGL_NO_CONTEXT) {
            throw new IllegalStateException("no OpenGL: " + failures);
        }
        display = madeDisplay;
        context = madeContext;
        check(eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context), "eglMakeCurrent");
        capabilities = GL.createCapabilities();
    }

    private static long open(long device) {
        long display = eglGetPlatformDisplay(EGL_PLATFORM_DEVICE_EXT, device, (PointerBuffer) null);
        int[] major = {0};
        int[] minor = {0};
        check(display != EGL_NO_DISPLAY && eglInitialize(display, major, minor), "eglInitialize");
        EGL.createDisplayCapabilities(display, major[0], minor[0]);
        return display;
    }

    private static long create(MemoryStack stack, long display) {
        check(eglBindAPI(EGL_OPENGL_API), "eglBindAPI");
        PointerBuffer config = stack.mallocPointer(1);
        IntBuffer count = stack.mallocInt(1);
        IntBuffer wanted = stack.ints(EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE);
        check(eglChooseConfig(display, wanted, config, count) && count.get(0) > 0, "eglChooseConfig");
        IntBuffer version = stack.ints(EGL_CONTEXT_MAJOR_VERSION, 4, EGL_CONTEXT_MINOR_VERSION, 5, EGL_NONE);
        long made = eglCreateContext(display, config.get(0), EGL_NO_CONTEXT, version);
        check(made != EGL_NO_CONTEXT, "eglCreateContext");
        return made;
    }

    private static void check(boolean done, String call) {
        if (!done) {
            throw new IllegalStateException("%s failed: %#x".formatted(call, eglGetError()));
        }
    }

    /** What draws. */
    String renderer() {
        return glGetString(GL_RENDERER) + ", " + glGetString(GL_VERSION);
    }

    /** Whether memory of Vulkan's can be textures here. */
    boolean importsMemory() {
        return capabilities.GL_EXT_memory_object_fd || capabilities.GL_EXT_memory_object_win32;
    }

    /** Whether semaphores of Vulkan's can be waited for here. */
    boolean importsSemaphores() {
        return capabilities.GL_EXT_semaphore_fd || capabilities.GL_EXT_semaphore_win32;
    }

    /** GL_DEVICE_UUID_EXT of the context's (only) device. */
    byte[] deviceUuid() {
        ByteBuffer uuid = ByteBuffer.allocateDirect(EXTMemoryObject.GL_UUID_SIZE_EXT);
        EXTMemoryObject.glGetUnsignedBytei_vEXT(EXTMemoryObject.GL_DEVICE_UUID_EXT, 0, uuid);
        return bytes(uuid);
    }

    byte[] driverUuid() {
        ByteBuffer uuid = ByteBuffer.allocateDirect(EXTMemoryObject.GL_UUID_SIZE_EXT);
        EXTMemoryObject.glGetUnsignedBytevEXT(EXTMemoryObject.GL_DRIVER_UUID_EXT, uuid);
        return bytes(uuid);
    }

    private static byte[] bytes(ByteBuffer uuid) {
        byte[] bytes = new byte[EXTMemoryObject.GL_UUID_SIZE_EXT];
        uuid.get(0, bytes);
        return bytes;
    }

    @Override
    public void close() {
        GL.setCapabilities(null);
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(display, context);
        eglTerminate(display);
    }
}
