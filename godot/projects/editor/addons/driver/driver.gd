# SPDX-License-Identifier: Apache-2.0
@tool
extends EditorPlugin
# Driven by the words after `--`: "stop" records the scene and presses Stop, "settings FILE" saves a picture of the settings' page.

const SECONDS := 1.5

var words := OS.get_cmdline_user_args()

func _enter_tree() -> void:
	if not words.is_empty():
		_drive.call_deferred()

func _drive() -> void:
	await get_tree().create_timer(3.0).timeout # the editor has come up
	if words[0] == "stop":
		await _record_and_stop()
	elif words[0] == "settings":
		await _show_settings(words[1])
	get_tree().quit(0)

func _record_and_stop() -> void:
	EditorInterface.set_movie_maker_enabled(true)
	EditorInterface.play_main_scene()
	var growing := ProjectSettings.globalize_path("res://stopped.recording.mp4")
	for i in 600:
		await get_tree().create_timer(0.1).timeout
		if FileAccess.file_exists(growing):
			break
	await get_tree().create_timer(SECONDS).timeout
	print("playing: ", EditorInterface.is_playing_scene())
	EditorInterface.stop_playing_scene()
	await get_tree().create_timer(1.0).timeout

func _show_settings(file: String) -> void:
	var base := EditorInterface.get_base_control()
	var dialog: Window = base.find_children("*", "ProjectSettingsEditor", true, false)[0]
	dialog.popup_centered(Vector2i(1150, 680))
	await get_tree().create_timer(1.0).timeout
	var tree: Tree = dialog.find_children("*", "SectionedInspector", true, false)[0].find_children("*", "Tree", true, false)[0]
	var item := tree.get_root()
	while item != null and not (item.get_text(0) == "Movie Writer"):
		item = item.get_next_visible()
	if item != null:
		item.select(0)
		tree.scroll_to_item(item)
	await get_tree().create_timer(1.0).timeout
	dialog.get_texture().get_image().save_png(file)
	print("settings: ", item != null)
