@rem Runs the command av1 of this source tree on Windows; av1.ps1 beside it does the work.
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0av1.ps1" %*
@exit /b %ERRORLEVEL%
