#!/bin/sh
# backup.sh STORE COPY: copies a store that is a folder, while servers go on publishing.
set -eu
store=${1:?name the folder of the store}
copy=${2:?name a folder that does not exist yet}
[ -d "$store/scores/_delta_log" ] || [ -d "$store/programme/_delta_log" ] || { echo "$store holds no published years, so there is nothing to copy." >&2; exit 1; }
[ ! -e "$copy" ] || { echo "$copy is there already. Name a new folder." >&2; exit 1; }
part="$copy.part"
rm -rf "$part"
mkdir -p "$part"
# The logs first: what they name was written before them and is never removed, so the copy is the store as it stood at
# this moment, whatever is published meanwhile.
for table in "$store"/*/; do
    name=$(basename "$table")
    if [ -d "$table/_delta_log" ]; then
        mkdir -p "$part/$name"
        cp -R "$table/_delta_log" "$part/$name/"
    fi
done
(cd "$store" && tar cf - --exclude=_delta_log .) | (cd "$part" && tar xf -)
mv "$part" "$copy"
