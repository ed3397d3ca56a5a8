#!/bin/sh
# Installs CTE Desktop $version for the person who runs this, or takes it away with --uninstall.
# Databases, settings and backups lie elsewhere and are never touched.
# Ends with 0 when it is done, else with 3 and a sentence; the program is then as it was before.
set -eu

version="$version"
here=$(dirname "$(readlink -f "$0")")
share="${XDG_DATA_HOME:-$HOME/.local/share}"
program="$HOME/.local/lib/cte-desktop"
command="$HOME/.local/bin/cte-desktop"
entry="$share/applications/cte-desktop.desktop"
icon="$share/icons/hicolor/256x256/apps/cte-desktop.png"

refuse() {
    echo "$1" >&2
    exit 3
}

is_open() {
    for link in /proc/[0-9]*/exe; do
        [ "$(readlink "$link" 2>/dev/null)" = "$program/cte-desktop" ] && return 0
    done
    return 1
}

is_older() {
    installed=$(cat "$program/version" 2>/dev/null || true)
    [ -n "$installed" ] && [ "$installed" != "$version" ] &&
        [ "$(printf '%s\n%s\n' "$installed" "$version" | sort -V | tail -n 1)" = "$installed" ]
}

tell_desktop() {
    command -v update-desktop-database >/dev/null 2>&1 &&
        update-desktop-database "$share/applications" >/dev/null 2>&1
    return 0
}

if is_open; then
    refuse "CTE Desktop is open. Close it, then run this again; nothing was changed."
fi

if [ "${1:-}" = "--uninstall" ]; then
    rm -rf "$program" "$program.new" "$program.old"
    rm -f "$command" "$entry" "$icon"
    tell_desktop
    echo "CTE Desktop was taken away. Databases and backups are where they were."
    exit 0
fi

[ -d "$here/usr/lib/cte-desktop" ] ||
    refuse "The program is not beside this file: unpack the whole folder. Nothing was changed."
if is_older; then
    refuse "Version $installed is installed; this is the older version $version. Nothing was changed."
fi

# A program whose change of place was cut short is put back first.
if [ ! -e "$program" ] && [ -e "$program.old" ]; then
    mv "$program.old" "$program"
fi
rm -rf "$program.new" "$program.old"
# The new version is whole before the one before goes.
mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$(dirname "$entry")" "$(dirname "$icon")" ||
    refuse "The folders in $HOME/.local can't be made. Nothing was changed."
if ! cp -R "$here/usr/lib/cte-desktop" "$program.new" || ! echo "$version" > "$program.new/version"
then
    rm -rf "$program.new"
    refuse "There is no room for the program in $HOME/.local/lib. Free some space, then run this again; nothing was changed."
fi
[ ! -e "$program" ] || mv "$program" "$program.old"
mv "$program.new" "$program"
rm -rf "$program.old"
ln -sfn "$program/cte-desktop" "$command"
cp "$here/cte-desktop.png" "$icon"
escaped=$(printf '%s' "$program" | sed 's/[&|\\]/\\&/g')
sed "s|^Exec=.*|Exec=\"$escaped/cte-desktop\"|" "$here/cte-desktop.desktop" > "$entry"
tell_desktop
echo "CTE Desktop $version is installed. It stands in the menu under Education, and as $command."
case ":$PATH:" in
    *":$HOME/.local/bin:"*) ;;
    *) echo "In a terminal it is found by its whole name, or once $HOME/.local/bin is in PATH." ;;
esac
