@echo off
rem Builds Hone when needed, then runs the command.
setlocal
set "root=%~dp0"
where dotnet >nul 2>nul
if errorlevel 1 (
  echo hone: expected the .NET 10 SDK. 1>&2
  echo   got: no 'dotnet' command on this machine 1>&2
  echo   try: install it from https://dotnet.microsoft.com/download, then run hone again 1>&2
  exit /b 2
)
pushd "%SystemRoot%"
dotnet --list-sdks | findstr /r /c:"^1[0-9]\." >nul
if errorlevel 1 (
  popd
  echo hone: expected the .NET 10 SDK; 'dotnet --list-sdks' shows only older ones. 1>&2
  echo   try: install it from https://dotnet.microsoft.com/download, then run hone again 1>&2
  exit /b 2
)
popd
rem The build is incremental: it costs a second or two when nothing has changed.
dotnet build "%root%src\Hone.Cli\Hone.Cli.csproj" -c Release -v q --nologo 1>&2
if errorlevel 1 exit /b 2
set "HONE_COMMAND=hone"
dotnet "%root%src\Hone.Cli\bin\Release\net10.0\hone.dll" %*
exit /b %errorlevel%
