#!/bin/sh
# restore.sh COPY STORE: puts a copy in place of a store that is a folder. Stop the servers first.
set -eu
copy=${1:?name the folder that backup.sh made}
store=${2:?name the folder of the store}
[ -d "$copy/scores/_delta_log" ] || [ -d "$copy/programme/_delta_log" ] || { echo "$copy is no copy of a store." >&2; exit 1; }
part="$store.part"
rm -rf "$part"
cp -R "$copy" "$part"
# What was there is kept aside, since it may hold changes that are not in the copy.
if [ -e "$store" ]; then
    mv "$store" "$store.before-$(date -u +%Y%m%dT%H%M%SZ)"
fi
mv "$part" "$store"
