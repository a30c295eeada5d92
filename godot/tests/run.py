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
import cases_movie
import engine
from judging import Fault


def main():
    full = "--full" in sys.argv
    names = [word for word in sys.argv[1:] if word != "--full"]
    os.makedirs(engine.WORK)
    results = []
    for module in (cases_build, cases_movie, cases_errors, cases_kills, cases_game):
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
            results.append(failure)
            print(
                "%-6s %5.1f s  %s%s"
                % ("FAILED" if failure else "ok", seconds, name, ": " + (failure or told) if failure or told else ""),
                flush=True,
            )
    failed = sum(failure is not None for failure in results)
    print("godot/test: %d passed, %d failed" % (len(results) - failed, failed))
    if not failed:
        shutil.rmtree(engine.WORK)
    sys.exit(1 if failed or not results else 0)


main()
