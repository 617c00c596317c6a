# What the scripts need from the machine: sourced, not run. Nothing is installed that is already there.

packages_listed=no

# need COMMAND PACKAGE...: installs the packages with apt-get where the command is not on the search path.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null || install "$command" "$@"
}

# install WHAT PACKAGE...: installs packages, or says what is missing and how to get it.
install() {
  local what=$1 as_root=()
  shift
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
  if ! command -v apt-get >/dev/null || { [ ${#as_root[@]} -gt 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "$what is missing, and this script may not install it. Install it yourself (in Debian and Ubuntu: sudo apt-get install $*), then run this again." >&2
    exit 1
  fi
  if [ "$packages_listed" = no ]; then
    echo "Reading the list of packages…"
    "${as_root[@]}" apt-get update -qq </dev/null
    packages_listed=yes
  fi
  echo "Installing $*…"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# Rust's own toolchain comes from rustup; its `cargo` may not be on the search path of a shell that was open before.
need_rust() {
  if ! command -v cargo >/dev/null && [ -f "$HOME/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
  if ! command -v cargo >/dev/null; then
    echo "Rust is missing: install it with rustup (https://rustup.rs), then run this again." >&2
    exit 1
  fi
  need cc gcc libc6-dev
}

# need_node FOLDER: Playwright and the validator need a newer Node than some releases of Debian and Ubuntu carry; npm has one as a
# package, which is put into this folder.
need_node() {
  need node nodejs
  need npm npm
  if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
    echo "Node $(node --version) is too old for the journeys; fetching a newer one for this run…"
    npm install --silent --no-save --prefix "$1" node@22 >/dev/null
    PATH="$1/node_modules/node/bin:$PATH"
  fi
}

need_browser() {
  if [ -n "${HEADWAY_CHROMIUM-}" ]; then return; fi
  command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || need chromium chromium
}
