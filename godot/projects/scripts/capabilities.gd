# SPDX-License-Identifier: Apache-2.0
extends RefCounted

func run() -> void:
	# Check encoding capabilities
	var caps = MovieMakerAV1Backend.get_encoding_capabilities()
	print("Max resolution: ", caps["max_width"], "x", caps["max_height"])
	print("Max bitrate: ", caps["max_bitrate"])
	print("Supported profiles: ", caps["supported_profiles"])

	# Get available presets
	var presets = MovieMakerAV1Backend.get_supported_presets()
	for preset in presets:
		print("Available preset: ", preset)
	print("medium is ", presets["medium"], ", devices ", caps["devices"].map(func(device): return device["device"]))
