@rem Starts the command with the Java of this folder.
@setlocal
@set "AV1_APP=%~dp0..\lib\app"
@set AV1_ARCHIVE=
@if exist "%AV1_APP%\av1.jsa" set AV1_ARCHIVE="-XX:SharedArchiveFile=%AV1_APP%\av1.jsa"
@if exist "%AV1_APP%\av1.aot" set AV1_ARCHIVE=-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining "-XX:AOTCache=%AV1_APP%\av1.aot"
@"%~dp0..\lib\runtime\bin\java.exe" %AV1_ARCHIVE% "@%AV1_APP%\java.options" %AV1_JAVA_OPTS% -cp "%AV1_APP%\*" dev.moviemaker.cli.Main %*
@exit /b %ERRORLEVEL%
