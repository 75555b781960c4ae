#!/bin/sh
# Copies what the Java runtime and the engine take from this system beside them, so that the archive needs no more than the C library:
# libraries.sh FOLDER. (The Java of some distributions uses the system's zlib, libjpeg and others.)
set -eu
folder=$1
mkdir -p "$folder/system"
# What draws on a screen or plays sounds is left out: the program does neither.
find "$folder/runtime" "$folder/native" -type f \( -name '*.so' -o -name '*.so.*' -o -path '*/bin/java' \) \
    ! -name libawt_xawt.so ! -name libsplashscreen.so ! -name libjawt.so ! -name libjsound.so |
    while read -r file; do
        LD_LIBRARY_PATH=$folder/native:$folder/runtime/lib:$folder/runtime/lib/server ldd "$file" || true
    done 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' | sort -u |
    while read -r name path; do
        case "$path" in "$folder"/*) continue ;; esac
        case "$name" in libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | libutil.so.* | libresolv.so.* | ld-linux*) continue ;; esac
        cp -L "$path" "$folder/system/$name"
    done
