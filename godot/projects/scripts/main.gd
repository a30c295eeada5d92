# SPDX-License-Identifier: Apache-2.0
extends Node
# Runs the program that the first word after `--` names, and shows frames for it to record.

const BASIC_FRAMES := 20
const ADVANCED_FRAMES := 16

var program: Object
var which := ""
var frames := 0
var drawn := 0

func _ready() -> void:
	RenderingServer.frame_post_draw.connect(func() -> void: drawn += 1)
	which = OS.get_cmdline_user_args()[0]
	program = load("res://%s.gd" % which).new()
	program.run()
	if which == "capabilities":
		get_tree().quit(0)

func _process(_delta: float) -> void:
	if which == "basic" and not FileAccess.file_exists("res://output.recording.av1"):
		return # the encoder starts
	frames += 1
	if which == "basic" and frames == BASIC_FRAMES:
		get_tree().quit(0) # nobody finishes this recording: the end of the game does
	elif which == "advanced":
		if frames % 4 == 0:
			program.monitor()
		if frames == ADVANCED_FRAMES:
			print("drawn: ", drawn)
			print("finish: ", program.movie_maker.finish_recording())
			program.monitor()
			get_tree().quit(0)
