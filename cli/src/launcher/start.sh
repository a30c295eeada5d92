# SPDX-License-Identifier: Apache-2.0
# Sourced by the start scripts of the source tree and of distributions. Expects `java` (the program), `app` (the folder of jars) and
# `options_file`; replaces the shell by the command. Where there is an archive of loaded classes beside the jars, it is used.

# Java would open a file of its own in the place of a stream that is closed, and read and close it as that stream.
true 3>&2 || exec 2>/dev/null
{ true 3<&0; } 2>/dev/null || exec </dev/null
{ true 3>&1; } 2>/dev/null || exec >/dev/null

start() {
    # In the C locale Java would read every name that is not ASCII as question marks.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in '' | C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;; esac
    set -- -cp "$app/*" dev.moviemaker.cli.Main "$@"
    # shellcheck disable=SC2086
    set -- ${AV1_JAVA_OPTS:-} "$@"
    terminals=
    if [ -t 1 ]; then terminals=1; fi
    if [ -t 2 ]; then
        terminals=${terminals}2
        columns=$(stty size 2>/dev/null <&2) && set -- -Dmoviemaker.cli.columns="${columns#* }" "$@"
    fi
    set -- -Dmoviemaker.cli.terminals="$terminals" "$@"
    if [ -r "$app/av1.aot" ]; then
        # Without compiling at once all that was hot in training, which is more than one command needs.
        set -- -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining -XX:AOTCache="$app/av1.aot" "$@"
    elif [ -r "$app/av1.jsa" ]; then
        set -- -XX:SharedArchiveFile="$app/av1.jsa" "$@"
    fi
    exec "$java" "@$options_file" "$@"
}
