# SPDX-License-Identifier: Apache-2.0
extends RefCounted

var movie_maker = MovieMaker.new()

func run() -> void:
	# High-quality 4K encoding
	var hq_settings = {
		"width": 3840,
		"height": 2160,
		"framerate": 60,
		"bitrate": 20000000,  # 20 Mbps
		"quality": 80,
		"rate_control": "VBR",
		"max_bitrate": 30000000,
		"profile": 0,  # Main profile
		"level": 60,   # Level 6.0 for 4K
		"tile_cols": 2,
		"tile_rows": 2,
		"enable_cdef": true,
		"enable_restoration": true
	}

	movie_maker.configure(hq_settings)
	monitor()
	movie_maker.set_every_frame(true)
	movie_maker.start_recording("advanced.mp4")

func monitor() -> void:
	# Monitor encoding progress
	var stats = movie_maker.get_encoding_statistics()
	print("Frames encoded: ", stats["frames_encoded"])
	print("Average bitrate: ", stats["avg_bitrate"])
	print("Encoding speed: ", stats["fps"], " fps")
