# Runs the command `av1` of this source tree on Windows: finds a JDK, builds when sources have changed, starts the command.
# What ./av1 does for shells; options of the virtual machine are the same file's, cli/src/launcher/java.options.
#
# AV1_JAVA_OPTS  options for the Java virtual machine
# JAVA_HOME      JDK to use, if it is new enough
$ErrorActionPreference = 'Stop'
$MinJava = 22
$root = $PSScriptRoot
$target = Join-Path $root 'cli\target'
$launcher = Join-Path $root 'cli\src\launcher'

function Fail($message) {
    [Console]::Error.WriteLine("av1: $message")
    exit 1
}

# The version of the JDK in a folder, 0 if there is none; reads its release file, as starting Java would take longer.
function JavaVersion($folder) {
    $release = Join-Path $folder 'release'
    if (-not (Test-Path (Join-Path $folder 'bin\javac.exe')) -or -not (Test-Path $release)) { return 0 }
    $line = Select-String -Path $release -Pattern '^JAVA_VERSION="(\d+)' | Select-Object -First 1
    if ($line) { return [int]$line.Matches[0].Groups[1].Value }
    return 0
}

function FindJava {
    $homes = @()
    if ($env:JAVA_HOME) { $homes += $env:JAVA_HOME }
    $onPath = Get-Command javac.exe -ErrorAction SilentlyContinue
    if ($onPath) { $homes += Split-Path (Split-Path $onPath.Source) }
    foreach ($vendor in 'Java', 'Eclipse Adoptium', 'Microsoft', 'Zulu', 'Amazon Corretto', 'BellSoft') {
        $folder = Join-Path $env:ProgramFiles $vendor
        if (Test-Path $folder) { $homes += (Get-ChildItem -Directory $folder | ForEach-Object FullName) }
    }
    foreach ($candidate in $homes) { if ((JavaVersion $candidate) -ge $MinJava) { return $candidate } }
    Fail "a JDK $MinJava or newer is needed: install one, or set JAVA_HOME"
}

# Whether the built command is there and no source is newer.
function UpToDate {
    $built = Join-Path $target 'windows-built'
    if (-not (Test-Path $built)) { return $false }
    $time = (Get-Item $built).LastWriteTimeUtc
    $modules = 'bindings', 'bitstream', 'recorder', 'encoder', 'natives', 'media', 'coder', 'emulator', 'cli'
    $sources = @(Join-Path $root 'pom.xml')
    foreach ($module in $modules) {
        foreach ($part in 'pom.xml', 'src\main', 'src\generated') {
            $path = Join-Path (Join-Path $root $module) $part
            if (Test-Path $path) { $sources += $path }
        }
    }
    return -not (Get-ChildItem -Path $sources -Recurse -File | Where-Object { $_.LastWriteTimeUtc -gt $time } | Select-Object -First 1)
}

$java = FindJava
if (-not (UpToDate)) {
    if (-not (Get-Command mvn -ErrorAction SilentlyContinue)) { Fail "Maven is needed to build: install it so that 'mvn' is on the path" }
    [Console]::Error.WriteLine('av1: building, which happens once and takes a minute or two')
    $env:JAVA_HOME = $java
    $log = Join-Path ([IO.Path]::GetTempPath()) 'av1-build.log'
    & mvn -q -B -f (Join-Path $root 'pom.xml') -pl cli -am -Dquick '-Dmaven.test.skip=true' package *> $log
    if ($LASTEXITCODE -ne 0) { Fail "building failed, see $log" }
    New-Item -ItemType File -Force (Join-Path $target 'windows-built') | Out-Null
}
$options = @()
if ($env:AV1_JAVA_OPTS) { $options += $env:AV1_JAVA_OPTS -split '\s+' }
& (Join-Path $java 'bin\java.exe') "@$(Join-Path $launcher 'java.options')" @options `
    -cp "$target\lib\*;$target\*" dev.moviemaker.cli.Main @args
exit $LASTEXITCODE
