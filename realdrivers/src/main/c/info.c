// SPDX-License-Identifier: Apache-2.0
/* What DRM_IOCTL_AMDGPU_INFO tells of the chip. */
#include "played.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#define GIB (1ull << 30)
#define ADDRESS_CONFIG_REGISTER 0x263e /* GB_ADDR_CONFIG */

static int fill(struct drm_amdgpu_info *query, const void *answer, size_t bytes) {
    memcpy((void *)(uintptr_t)query->return_pointer, answer, bytes < query->return_size ? bytes : query->return_size);
    return 0;
}

static int number(struct drm_amdgpu_info *query, uint32_t value) {
    return fill(query, &value, sizeof value);
}

static uint32_t ring_count(uint32_t type) {
    switch (type) {
    case AMDGPU_HW_IP_GFX:
    case AMDGPU_HW_IP_COMPUTE:
    case AMDGPU_HW_IP_VCN_ENC:
        return 1;
    case AMDGPU_HW_IP_DMA:
        return 2;
    default:
        return 0;
    }
}

static int ring_info(struct drm_amdgpu_info *query) {
    struct drm_amdgpu_info_hw_ip answer = {0};
    const uint32_t *version = NULL;
    switch (query->query_hw_ip.type) {
    case AMDGPU_HW_IP_GFX:
        version = chip()->gfx;
        answer.available_rings = 1;
        answer.ib_start_alignment = answer.ib_size_alignment = 32;
        break;
    case AMDGPU_HW_IP_COMPUTE:
        version = chip()->gfx;
        answer.available_rings = 0xf;
        answer.ib_start_alignment = answer.ib_size_alignment = 32;
        break;
    case AMDGPU_HW_IP_DMA:
        version = chip()->sdma;
        answer.available_rings = 0x3;
        answer.ib_start_alignment = 256;
        answer.ib_size_alignment = 4;
        break;
    case AMDGPU_HW_IP_VCN_ENC: /* VCN 4 and 5 have one ring for decoding and encoding */
        version = chip()->vcn;
        answer.available_rings = 1;
        answer.ib_start_alignment = 256;
        answer.ib_size_alignment = 4;
        break;
    default:
        break;
    }
    if (version) {
        answer.hw_ip_version_major = version[0];
        answer.hw_ip_version_minor = version[1];
        answer.ip_discovery_version = version[0] << 16 | version[1] << 8 | version[2];
    }
    return fill(query, &answer, sizeof answer);
}

static int firmware(struct drm_amdgpu_info *query) {
    struct drm_amdgpu_info_firmware answer = {.ver = 2000, .feature = 100};
    if (query->query_fw.fw_type == AMDGPU_INFO_FW_VCN)
        answer = (struct drm_amdgpu_info_firmware){.ver = chip()->vcn_firmware};
    return fill(query, &answer, sizeof answer);
}

static int device(struct drm_amdgpu_info *query) {
    const struct chip *c = chip();
    struct drm_amdgpu_info_device d = {
        .device_id = c->device_id,
        .external_rev = c->external_revision,
        .pci_rev = c->pci_revision,
        .family = c->family,
        .num_shader_engines = c->shader_engines,
        .num_shader_arrays_per_engine = c->arrays_per_engine,
        .cu_active_number = c->shader_engines * c->arrays_per_engine * c->units_per_array,
        .num_cu_per_sh = c->units_per_array,
        .enabled_rb_pipes_mask = (uint32_t)((1ull << c->render_backends) - 1),
        .num_rb_pipes = c->render_backends,
        .num_tcc_blocks = c->cache_channels,
        .ids_flags = c->integrated ? AMDGPU_IDS_FLAGS_FUSION : 0,
        .gpu_counter_freq = 100000, /* kHz, as all clocks */
        .min_engine_clock = 500000,
        .max_engine_clock = 2500000,
        .min_memory_clock = 96000,
        .max_memory_clock = 1250000,
        .num_hw_gfx_contexts = 8,
        .pcie_gen = 4,
        .pcie_num_lanes = 16,
        .virtual_address_offset = 0x200000,
        .virtual_address_max = 0x800000000000,
        .virtual_address_alignment = 4096,
        .high_va_offset = 0xffff800000000000,
        .high_va_max = 0xffffffffffe00000,
        .pte_fragment_size = 0x200000,
        .gart_page_size = 4096,
        .vram_type = AMDGPU_VRAM_TYPE_GDDR6,
        .vram_bit_width = 256,
        .wave_front_size = 32,
        .num_shader_visible_vgprs = 1536,
        .gs_vgt_table_depth = 32,
        .gs_prim_buffer_depth = 1792,
        .max_gs_waves_per_vgt = 32,
        .num_sqc_per_wgp = 1,
        .tcp_cache_size = 32, /* KiB, as all caches but the last */
        .sqc_data_cache_size = 16,
        .sqc_inst_cache_size = 32,
        .gl1c_cache_size = 256,
        .gl2c_cache_size = 6144,
        .mall_size = 64 << 20,
    };
    for (uint32_t engine = 0; engine < c->shader_engines; engine++)
        for (uint32_t array = 0; array < c->arrays_per_engine; array++)
            d.cu_bitmap[engine % 4][engine / 4 * 2 + array] = (1u << c->units_per_array) - 1;
    return fill(query, &d, sizeof d);
}

static int memory(struct drm_amdgpu_info *query) {
    struct drm_amdgpu_heap_info heap = {.total_heap_size = 16 * GIB, .usable_heap_size = 16 * GIB, .max_allocation = 12 * GIB};
    struct drm_amdgpu_memory_info answer = {.vram = heap, .cpu_accessible_vram = heap, .gtt = heap};
    return fill(query, &answer, sizeof answer);
}

static int registers(struct drm_amdgpu_info *query) {
    uint32_t *values = (uint32_t *)(uintptr_t)query->return_pointer;
    for (uint32_t i = 0; i < query->read_mmr_reg.count; i++)
        values[i] = query->read_mmr_reg.dword_offset + i == ADDRESS_CONFIG_REGISTER ? chip()->address_config : 0;
    return 0;
}

static struct drm_amdgpu_info_video_codec_info codec(uint32_t width, uint32_t height, uint32_t level) {
    return (struct drm_amdgpu_info_video_codec_info){1, width, height, width * height, level, 0};
}

/* As the kernel's tables for VCN 4 and 5 have it. */
static int video(struct drm_amdgpu_info *query) {
    bool encode = query->video_cap.type == AMDGPU_INFO_VIDEO_CAPS_ENCODE;
    struct drm_amdgpu_info_video_caps answer = {0};
    answer.codec_info[AMDGPU_INFO_VIDEO_CAPS_CODEC_IDX_MPEG4_AVC] = codec(4096, 4096, encode ? 0 : 52);
    answer.codec_info[AMDGPU_INFO_VIDEO_CAPS_CODEC_IDX_HEVC] = codec(8192, 4352, encode ? 0 : 186);
    answer.codec_info[AMDGPU_INFO_VIDEO_CAPS_CODEC_IDX_AV1] = codec(8192, 4352, 0);
    if (!encode) {
        answer.codec_info[AMDGPU_INFO_VIDEO_CAPS_CODEC_IDX_JPEG] = codec(16384, 16384, 0);
        answer.codec_info[AMDGPU_INFO_VIDEO_CAPS_CODEC_IDX_VP9] = codec(8192, 4352, 0);
    }
    return fill(query, &answer, sizeof answer);
}

static int timestamp(struct drm_amdgpu_info *query) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    uint64_t ticks = now.tv_sec * 100000000ull + now.tv_nsec / 10;
    return fill(query, &ticks, sizeof ticks);
}

int info(struct drm_amdgpu_info *query) {
    static const char zeros[256];
    switch (query->query) {
    case AMDGPU_INFO_ACCEL_WORKING:
        return number(query, 1);
    case AMDGPU_INFO_HW_IP_COUNT:
        return number(query, ring_count(query->query_hw_ip.type));
    case AMDGPU_INFO_HW_IP_INFO:
        return ring_info(query);
    case AMDGPU_INFO_FW_VERSION:
        return firmware(query);
    case AMDGPU_INFO_DEV_INFO:
        return device(query);
    case AMDGPU_INFO_MEMORY:
        return memory(query);
    case AMDGPU_INFO_READ_MMR_REG:
        return registers(query);
    case AMDGPU_INFO_VIDEO_CAPS:
        return video(query);
    case AMDGPU_INFO_MAX_IBS: {
        uint32_t most[AMDGPU_HW_IP_NUM];
        for (int i = 0; i < AMDGPU_HW_IP_NUM; i++)
            most[i] = 4;
        return fill(query, most, sizeof most);
    }
    case AMDGPU_INFO_TIMESTAMP:
        return timestamp(query);
    case AMDGPU_INFO_VRAM_GTT: {
        struct drm_amdgpu_info_vram_gtt answer = {16 * GIB, 16 * GIB, 16 * GIB};
        return fill(query, &answer, sizeof answer);
    }
    case AMDGPU_INFO_VRAM_USAGE:
    case AMDGPU_INFO_GTT_USAGE:
    case AMDGPU_INFO_VIS_VRAM_USAGE:
    case AMDGPU_INFO_NUM_BYTES_MOVED:
    case AMDGPU_INFO_NUM_EVICTIONS:
    case AMDGPU_INFO_NUM_VRAM_CPU_PAGE_FAULTS:
    case AMDGPU_INFO_VRAM_LOST_COUNTER:
    case AMDGPU_INFO_GPUVM_FAULT:
        return fill(query, zeros, sizeof zeros);
    default:
        played_log("info query %#x is not known", query->query);
        return -EINVAL;
    }
}
