# SPDX-License-Identifier: Apache-2.0
"""Runs the cases and prints a line for each."""
import os
import shutil
import sys
import time
import traceback

import cases_build
import cases_errors
import cases_game
import cases_kills
import cases_mistakes
import cases_movie
import cases_outside
import engine
from judging import Fault


def main():
    full = "--full" in sys.argv
    names = [word for word in sys.argv[1:] if word != "--full"]
    os.makedirs(engine.WORK)
    results = []
    for module in (cases_build, cases_movie, cases_errors, cases_mistakes, cases_kills, cases_game, cases_outside):
        for name, function in module.cases(full):
            if names and not any(word in name for word in names):
                continue
            started = time.monotonic()
            failure = None
            told = None
            try:
                told = function()
            except (Fault, AssertionError) as fault:
                failure = str(fault)
            except Exception:
                failure = traceback.format_exc()
            seconds = time.monotonic() - started
            skipped = told is not None and told.startswith("skipped: ")
            results.append("FAILED" if failure else "skip" if skipped else "ok")
            reason = (failure or told or "").removeprefix("skipped: ")
            print("%-6s %5.1f s  %s%s" % (results[-1], seconds, name, ": " + reason if reason else ""), flush=True)
    failed = results.count("FAILED")
    print("godot/test: %d passed, %d failed, %d skipped" % (results.count("ok"), failed, results.count("skip")))
    if not failed:
        shutil.rmtree(engine.WORK)
    sys.exit(1 if failed or not results else 0)


main()
