// SPDX-License-Identifier: Apache-2.0
/** Vulkan for Java: the generated bindings of the C headers and the parts of them that no generator makes. */
module dev.moviemaker.vulkan {
    requires static transitive org.jspecify;

    exports dev.moviemaker.vulkan.call;
    exports dev.moviemaker.vulkan.raw;
    exports dev.moviemaker.vulkan.std;
}
