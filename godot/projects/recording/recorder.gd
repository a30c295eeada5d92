# SPDX-License-Identifier: Apache-2.0
extends Node
# Records the game in the way that the first word after `--` names, and saves a screenshot of every frame that is recorded.

const FRAMES := 45

var maker := MovieMaker.new()
var way := ""
var output := ""
var shots := ""
var taken := 0
var begun := false
var drawn := 0

func _ready() -> void:
	RenderingServer.frame_post_draw.connect(func() -> void: drawn += 1)
	tree_exiting.connect(func() -> void: print("drawn: ", drawn))
	var words := OS.get_cmdline_user_args()
	way = words[0]
	output = words[1]
	shots = words[2]
	maker.recording_progress.connect(_on_progress)
	maker.recording_finished.connect(_on_finished)
	maker.recording_failed.connect(func(message: String) -> void: print("failed: ", message))
	if way == "errors":
		_errors()
		get_tree().quit(0)
		return
	print("configure: ", maker.configure({"width": 640, "height": 360, "framerate": 30, "bitrate": 8000000, "quality": 90}))
	if way == "frames":
		maker.set_viewport(null)
	elif way != "time":
		maker.set_every_frame(true)
	print("start: ", maker.start_recording(output))
	RenderingServer.frame_post_draw.connect(_on_drawn)

func _on_drawn() -> void:
	if not maker.is_recording() or taken == FRAMES:
		return
	if way == "time" and not begun:
		return # the encoder starts
	var image := get_viewport().get_texture().get_image()
	if way == "frames":
		var error := maker.encode_frame(image if taken % 2 == 0 else ImageTexture.create_from_image(image))
		if error != OK:
			print("encode_frame: ", error)
	if way != "time":
		image.save_png("%s/shot%08d.png" % [shots, taken])
	taken += 1
	if way == "resized" and taken == 20:
		get_window().size = Vector2i(400, 400)

func _process(_delta: float) -> void:
	if taken == FRAMES and maker.is_recording() and way != "forgotten":
		print("finish: ", maker.finish_recording(way != "frames"))
	elif taken == FRAMES and way == "forgotten":
		get_tree().quit(0) # the extension completes the file
	elif taken == FRAMES and not maker.is_recording():
		print("statistics: ", JSON.stringify(maker.get_encoding_statistics()))
		get_tree().quit(0)

func _on_progress(statistics: Dictionary) -> void:
	begun = true
	print("progress: ", statistics["frames_encoded"])

func _on_finished(path: String, statistics: Dictionary) -> void:
	print("finished: ", path.get_file(), " ", statistics["frames_encoded"])

func _errors() -> void:
	print("1: ", maker.set_backend("h264"), " ", maker.get_last_error())
	print("2: ", maker.configure({"width": 640, "height": 360, "quality": 200}), " ", maker.get_last_error())
	print("3: ", maker.configure({"width": 5, "height": 360}), " ", maker.get_last_error())
	print("4: ", maker.configure({"bitrat": 5}), " ", maker.get_last_error())
	print("5: ", maker.start_recording("movie.gif"), " ", maker.get_last_error())
	print("6: ", maker.finish_recording(), " ", maker.get_last_error())
	print("7: ", maker.encode_frame(Image.create(16, 16, false, Image.FORMAT_RGB8)), " ", maker.get_last_error())
	print("8: ", maker.set_sound_bus("No such bus"), " ", maker.get_last_error())
	print("9: ", maker.set_backend("av1_hardware"), " ", maker.configure({"width": 640, "height": 360}), " ", maker.get_last_error())
	print("10: ", maker.set_backend("av1_software"), " ", maker.configure({"width": 64, "height": 48, "device": "", "bitrate": []}), " ", maker.get_last_error())
	maker.set_viewport(null)
	print("11: ", maker.configure({"width": 64.0, "height": 48.0, "framerate": 29.97}), " ", maker.start_recording(output))
	print("12: ", maker.encode_frame(Image.create(32, 48, false, Image.FORMAT_RGB8)), " ", maker.get_last_error())
	print("13: ", maker.start_recording(output), " ", maker.get_last_error())
	print("14: ", maker.finish_recording(), " ", maker.get_last_error())
	print("15: ", maker.configure({"width": 640.5, "height": 360}), " ", maker.get_last_error())
	print("16: ", maker.configure({"width": "wide"}), " ", maker.get_last_error())
	print("17: ", maker.configure({"framerate": "fast"}), " ", maker.get_last_error())
	print("18: ", maker.configure({"height": -360}), " ", maker.get_last_error())
	print("19: ", maker.configure({"preset": null}), " ", maker.get_last_error())
