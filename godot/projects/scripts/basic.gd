# SPDX-License-Identifier: Apache-2.0
extends RefCounted

func run() -> void:
	# Configure Movie Maker for AV1 encoding
	var movie_maker = MovieMaker.new()

	# Check if hardware encoding is available
	if MovieMakerAV1Backend.is_hardware_encoding_supported():
		print("Hardware AV1 encoding available")
		movie_maker.set_backend("av1_hardware")
	else:
		print("Using software encoding")
		movie_maker.set_backend("av1")

	# Configure encoding settings
	var settings = {
		"width": 1920,
		"height": 1080,
		"framerate": 30,
		"bitrate": 5000000,
		"quality": 60,
		"use_hardware": true
	}

	movie_maker.configure(settings)
	movie_maker.start_recording("output.av1")
