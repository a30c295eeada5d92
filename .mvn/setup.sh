# SPDX-License-Identifier: Apache-2.0
# Sourced by ./av1, ./test and others: finds a JDK, installs Maven, sets a UTF-8 locale. Expects `program` (a name for messages) and `log` (a file).

MIN_JAVA=22

# In the C locale, which containers have, Java cannot open files whose names are not ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in '' | C | POSIX) LC_ALL=C.UTF-8 && export LC_ALL ;; esac

fail() {
    echo "$program: $*" >&2
    exit 1
}

# ---- Java -------------------------------------------------------------------------------------------------------------

# Sets `major` to the version of the JDK in $1, to 0 if there is none. Reads its release file: starting Java would take longer.
java_version() {
    major=0
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    while IFS= read -r line; do
        case $line in
            JAVA_VERSION=*)
                line=${line#JAVA_VERSION=\"}
                line=${line%%[!0-9]*}
                major=${line:-0}
                ;;
        esac
    done <"$1/release"
}

# Prints the home folder of the JDK to use: JAVA_HOME, then that of the path, then the newest there is.
find_java() {
    seen=
    if [ -n "${JAVA_HOME:-}" ]; then
        java_version "$JAVA_HOME"
        [ "$major" -ge $MIN_JAVA ] && echo "$JAVA_HOME" && return 0
        [ "$major" -gt 0 ] && seen=" (JAVA_HOME has Java $major)"
    fi
    on_path=$(command -v javac || true)
    while [ -L "$on_path" ]; do
        link=$(readlink "$on_path")
        case $link in /*) on_path=$link ;; *) on_path=${on_path%/*}/$link ;; esac
    done
    if [ -n "$on_path" ]; then
        java_version "${on_path%/bin/javac}"
        [ "$major" -ge $MIN_JAVA ] && echo "${on_path%/bin/javac}" && return 0
        [ "$major" -gt 0 ] && seen="${seen:- (the path has Java $major)}"
    fi
    best=0
    best_home=
    for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/openjdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* \
        "${HOME:-/}"/.asdf/installs/java/* "${HOME:-/}"/.local/share/mise/installs/java/* "${HOME:-/}"/.jbang/cache/jdks/*; do
        java_version "$home"
        if [ "$major" -gt "$best" ]; then
            best=$major
            best_home=$home
        fi
    done
    [ "$best" -ge $MIN_JAVA ] && echo "$best_home" && return 0
    [ "$best" -gt 0 ] && seen="${seen:- (the newest found is Java $best in $best_home)}"
    fail "a JDK $MIN_JAVA or newer is needed$seen: install one, for example openjdk-25-jdk or temurin-25-jdk, or set JAVA_HOME."
}

# ---- Maven ------------------------------------------------------------------------------------------------------------

install_maven() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root='sudo -n'; else as_root=none; fi
    fi
    if command -v brew >/dev/null; then
        install='brew install -q maven'
    elif [ "$as_root" = none ]; then
        fail "Maven is needed to build and only root may install it: install the package 'maven'."
    elif command -v apt-get >/dev/null; then
        install="$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends maven"
    elif command -v dnf >/dev/null; then
        install="$as_root dnf install -y maven"
    elif command -v zypper >/dev/null; then
        install="$as_root zypper --non-interactive install maven"
    elif command -v pacman >/dev/null; then
        install="$as_root pacman -S --noconfirm maven"
    elif command -v apk >/dev/null; then
        install="$as_root apk add maven"
    else
        fail "Maven is needed to build: install it so that 'mvn' is on the path."
    fi
    echo "$program: installing Maven: $install" >&2
    # A fresh machine has no package lists yet; where they are there already, this is not needed.
    $install >"$log" 2>&1 || {
        case $install in *apt-get*) $as_root apt-get update >>"$log" 2>&1 && $install >>"$log" 2>&1 ;; *) false ;; esac
    } || fail "Maven could not be installed (see $log): install the package 'maven'."
}
