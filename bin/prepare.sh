# Sourced by the other commands: finds the program's folder, installs what is missing, finds Node.
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

fail() {
  printf 'cercle: %s\n' "$1" >&2
  exit 1
}

# Installs the exact versions of package-lock.json when they are not there yet, or not all.
install_packages() {
  modules=$root/node_modules
  if [ "$modules/.cercle-complete" -nt "$root/package-lock.json" ]; then return; fi
  command -v npm >/dev/null || fail 'npm is missing. Install Node.js 20 or later: https://nodejs.org'
  if ! node "$root/bin/installed.mjs" "$root"; then
    printf 'Installing packages (once, a minute or two)...\n' >&2
    (cd "$root" && npm ci --include=dev --no-audit --no-fund --loglevel=error >&2) ||
      fail 'the packages could not be installed. Is this machine online? See the lines above.'
  fi
  # Only saves time; a folder that may not be written to (an installed copy) is fine.
  touch "$modules/.cercle-complete" 2>/dev/null || true
}

is_recent() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 24 || (a === 24 && b >= 12) ? 0 : 1)' 2>/dev/null
}

# Sets $node to a Node that runs TypeScript: the system's when new enough, else the packaged one.
find_node() {
  node=$root/node_modules/node/bin/node
  if is_recent node; then
    node=$(command -v node)
  elif ! is_recent "$node"; then
    fail 'Node.js 24.12 or later is needed and could not be installed: https://nodejs.org'
  fi
  PATH=$(dirname -- "$node"):$root/node_modules/.bin:$PATH
  # Node keeps what it compiled; where it may not write it goes on without.
  export PATH NODE_ENV="${NODE_ENV:-production}" \
    NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$root/node_modules/.cache/node}"
}

# Builds the interface when it is missing or its sources are not those it was built from.
build_interface() {
  stamp=$root/web/dist/.built-from
  sources=$root/web
  if [ -f "$stamp" ] && [ -z "$(find "$sources" "$root/package-lock.json" \
    -path "$sources/dist" -prune -o -path "$sources" -o -newer "$stamp" -print -quit)" ]; then
    return
  fi
  hash=$(cd "$root" && find web package-lock.json -path web/dist -prune -o -type f -print |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum | cksum)
  if [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ]; then
    printf 'Building the interface...\n' >&2
    (cd "$root" && npm run --silent build -- --logLevel error >&2) || fail 'the interface could not be built.'
  fi
  printf '%s\n' "$hash" >"$stamp"
}
