# SPDX-License-Identifier: Apache-2.0
extends Node2D
# Squares on orbits over stripes, a frame number, and a tone whose two channels differ: all of it follows from the number of the frame.

var frame := 0
var tells := "--tell-frames" in OS.get_cmdline_user_args()
var slow := "--slow-game" in OS.get_cmdline_user_args()

func _ready() -> void:
	var rate := 48000
	var samples := PackedByteArray()
	samples.resize(rate * 4) # one second, stereo, 16 bit; whole periods of both tones
	for i in rate:
		samples.encode_s16(i * 4, int(9000.0 * sin(TAU * 330.0 * i / rate)))
		samples.encode_s16(i * 4 + 2, int(6000.0 * sin(TAU * 550.0 * i / rate)))
	var tone := AudioStreamWAV.new()
	tone.format = AudioStreamWAV.FORMAT_16_BITS
	tone.mix_rate = rate
	tone.stereo = true
	tone.data = samples
	tone.loop_mode = AudioStreamWAV.LOOP_FORWARD
	tone.loop_end = rate
	var player := AudioStreamPlayer.new()
	player.stream = tone
	add_child(player)
	player.play()

func _process(_delta: float) -> void:
	frame += 1
	if tells:
		print("frame ", frame)
	if slow:
		OS.delay_msec(4000 if frame == 1 else 150) # the encoder has started by then
	queue_redraw()

func _draw() -> void:
	var size := get_viewport_rect().size
	draw_rect(Rect2(Vector2.ZERO, size), Color(0.10, 0.12, 0.22))
	for i in 8:
		draw_rect(Rect2(fmod(i * 80.0 + frame * 3.0, size.x), 0, 24, size.y), Color(0.16, 0.20, 0.34))
	for i in 6:
		var at := size / 2.0 + Vector2.from_angle(frame * 0.07 + TAU * i / 6.0) * (60.0 + 20.0 * i)
		draw_rect(Rect2(at - Vector2(20, 20), Vector2(40, 40)), Color.from_hsv(i / 6.0, 0.85, 0.95))
	draw_string(ThemeDB.fallback_font, Vector2(16, 40), "frame %d" % frame, HORIZONTAL_ALIGNMENT_LEFT, -1, 28)
