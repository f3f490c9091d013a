# Sourced by bin/test: finds a Chromium for the browser tests, or gets one.
# shellcheck shell=sh

# Sets CHROMIUM_PATH; left empty when Playwright brings its own.
find_browser() {
  # The headless one takes half the time of the whole.
  for candidate in "${CHROMIUM_PATH:-}" /usr/bin/chromium-headless-shell /usr/bin/chromium \
    /usr/bin/chromium-browser /usr/bin/google-chrome-stable /usr/bin/google-chrome; do
    if [ -n "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
      export CHROMIUM_PATH="$candidate"
      return
    fi
  done
  CHROMIUM_PATH=
  export CHROMIUM_PATH
  if [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then
    printf 'Installing Chromium with apt...\n' >&2
    if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends chromium-headless-shell >&2; then
      CHROMIUM_PATH=/usr/bin/chromium-headless-shell
      return
    fi
  fi
  printf 'Installing the Chromium of Playwright...\n' >&2
  if [ "$(id -u)" = 0 ]; then with_deps=--with-deps; else with_deps=; fi
  # shellcheck disable=SC2086
  "$node" "$root/node_modules/@playwright/test/cli.js" install $with_deps chromium >&2 ||
    printf 'No Chromium could be installed; the browser tests will fail.\n' >&2
}
