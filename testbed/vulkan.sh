# SPDX-License-Identifier: Apache-2.0
# Sourced by ./test and bench/run.

# Succeeds if this machine has lavapipe and validation layers that know AV1 encode, which they do from 1.4.304 on.
has_new_vulkan() {
    local layer version
    for layer in /usr/share/vulkan/explicit_layer.d /usr/local/share/vulkan/explicit_layer.d /etc/vulkan/explicit_layer.d; do
        layer=$layer/VkLayer_khronos_validation.json
        [ -r "$layer" ] || continue
        version=$(sed -n 's/.*"api_version" *: *"\([0-9.]*\)".*/\1/p' "$layer" | head -n 1)
        [ "$(printf '%s\n' 1.4.304 "$version" | sort -V | head -n 1)" = 1.4.304 ] &&
            ls /usr/share/vulkan/icd.d/lvp_icd*.json >/dev/null 2>&1 && return 0
    done
    return 1
}
