#!/bin/sh
# Installs CTE Desktop $version for the person who runs this, or takes it away with --uninstall.
# Databases, settings and backups lie elsewhere and are never touched.
set -eu

here=$(dirname "$(readlink -f "$0")")
share="${XDG_DATA_HOME:-$HOME/.local/share}"
program="$HOME/.local/lib/cte-desktop"
command="$HOME/.local/bin/cte-desktop"
entry="$share/applications/cte-desktop.desktop"
icon="$share/icons/hicolor/256x256/apps/cte-desktop.png"

is_open() {
    for link in /proc/[0-9]*/exe; do
        [ "$(readlink "$link" 2>/dev/null)" = "$program/cte-desktop" ] && return 0
    done
    return 1
}

if is_open; then
    echo "CTE Desktop is open. Close it, then run this again; nothing was changed." >&2
    exit 3
fi

if [ "${1:-}" = "--uninstall" ]; then
    rm -rf "$program"
    rm -f "$command" "$entry" "$icon"
    echo "CTE Desktop was taken away. Databases and backups are where they were."
    exit 0
fi

mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$(dirname "$entry")" "$(dirname "$icon")"
# The new version is whole before the one before goes.
rm -rf "$program.new"
cp -R "$here/usr/lib/cte-desktop" "$program.new"
rm -rf "$program"
mv "$program.new" "$program"
ln -sf "$program/cte-desktop" "$command"
cp "$here/cte-desktop.png" "$icon"
sed "s|^Exec=.*|Exec=\"$program/cte-desktop\"|" "$here/cte-desktop.desktop" > "$entry"
echo "CTE Desktop $version is installed. It stands in the menu under Education, and as $command."
