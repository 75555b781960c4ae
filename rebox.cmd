@echo off
rem Runs Rebox on Windows; builds it first where it is not built yet. Works from any folder.
setlocal
set "home=%~dp0"
set "jar=%home%cli\target\rebox.jar"
set "java=java"
if defined JAVA_HOME (
    if not exist "%JAVA_HOME%\bin\java.exe" (
        echo rebox: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it: set it to a JDK 17 or newer, or unset it 1>&2
        exit /b 1
    )
    set "java=%JAVA_HOME%\bin\java"
)
where /q "%java%" || if not defined JAVA_HOME (
    echo rebox: there is no java on the PATH: install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
    exit /b 1
)
if /i not "%PROCESSOR_ARCHITECTURE%"=="AMD64" (
    echo rebox: the tensor engine has no build for Windows on %PROCESSOR_ARCHITECTURE%: Linux and Windows on x86_64 and macOS on arm64 have one 1>&2
    exit /b 1
)
if not exist "%jar%" (
    where /q mvn || (
        echo rebox: Rebox must be built first, and there is no Maven on the PATH: install Maven 3.8 or newer 1>&2
        exit /b 1
    )
    echo Building Rebox once; the first time fetches its libraries ... 1>&2
    pushd "%home%"
    call mvn -q -B -ntp package -DskipTests -Dspotless.check.skip 1>&2
    if errorlevel 1 (
        popd
        echo rebox: the build failed: it needs a JDK 17 or newer, Maven 3.8 or newer, and a network. 1>&2
        exit /b 1
    )
    popd
)
"%java%" -Dorg.bytedeco.javacpp.nopointergc=true -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Djava.awt.headless=true %REBOX_JAVA_OPTIONS% -jar "%jar%" %*
exit /b %errorlevel%
