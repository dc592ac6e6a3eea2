#!/usr/bin/env bash
# Runs the README's two commands on a bare Debian that knows git, make and Python, in a clone of what is committed here:
# `make` by an ordinary user, who cannot print, then `make` and `make test` by root, who installs what is needed.
#
#     bash scripts/bare.sh [SUITE]     trixie where none is named
#
# Skipped with a word where it is not possible: it needs root, mounts of its own, debootstrap and a mirror of Debian.
# The system is made once and kept by its name in CACHE, copied for each run and removed after it. Mirrors,
# proxies and certificates are those that apt and pip use here.
set -euo pipefail
cd "$(dirname "$0")/.."
trap 'echo "bare ${suite:-}: line $LINENO failed" >&2' ERR

suite=${1:-trixie}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/exporter-bare
base=$cache/$suite-1 # another number where `make_base` changes
minutes=40           # at most for one command
certificates=/usr/local/share/here/certificates.crt

skip() {
  echo "bare $suite: skipped, since $*." >&2
  exit 0
}

# In mounts of our own, which end with us however we end.
if [ "${BARE_INSIDE:-}" != yes ]; then
  [ "$(id -u)" = 0 ] || skip "only root can make a system"
  command -v apt-get >/dev/null || skip "this is no Debian or Ubuntu, whose mirror could be asked"
  # shellcheck disable=SC2016 # another shell expands it
  probe='d=$(mktemp -d) && mount -t tmpfs none "$d" && mknod "$d/null" c 1 3 && : >"$d/null" && umount "$d" && rmdir "$d"'
  unshare --mount --pid --fork sh -c "$probe" 2>/dev/null || skip "nothing can be mounted here"
  BARE_INSIDE=yes exec unshare --mount --pid --fork --kill-child bash "$0" "$@"
fi

# The first mirror of Debian in apt's sources here, in either of their formats.
mirror() {
  sed -nE '/^ *#/d; s@.*[ =]([a-z+]+://[^ ]*/debian/?)( .*)?$@\1@p' /etc/apt/sources.list \
    /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null | awk 'NR == 1' || :
}

has_debootstrap() {
  command -v debootstrap >/dev/null ||
    { apt-get -qq update && apt-get -qq install --no-install-recommends --yes debootstrap; } >/dev/null 2>&1
}

make_base() {
  local from
  from=$(mirror)
  [ -n "$from" ] || skip "apt has no mirror of Debian here"
  has_debootstrap || skip "debootstrap cannot be installed"
  mkdir -p "$cache"
  rm -rf --one-file-system "$base.new"
  debootstrap --variant=minbase --include=ca-certificates,git,make,python3,python3-venv \
    "$suite" "$base.new" "$from" >"$base.log" 2>&1 || skip "debootstrap failed ($(tail -n 1 "$base.log"); $base.log)"
  chroot "$base.new" useradd --create-home --shell /bin/bash ann
  rm -rf "$base.new"/var/cache/apt/archives/*.deb
  mv "$base.new" "$base"
}

# What this machine knows of the network: apt's options (proxies, certificates, time-outs), names, certificates.
connect() {
  mkdir -p "$run/etc/apt/apt.conf.d" "$run/usr/local/share/here"
  apt-config dump | grep -E '^Acquire::(http|https|ftp|Retries|ForceIPv4|ForceIPv6)' >"$run/etc/apt/apt.conf.d/90here" || :
  echo "Acquire::https::CAInfo \"$certificates\";" >>"$run/etc/apt/apt.conf.d/90here"
  cp -L /etc/resolv.conf /etc/hosts "$run/etc/"
  cat "$(pip_says cert)" "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt 2>/dev/null >"$run$certificates" || :
}

pip_says() { # SETTING
  python3 -m pip config list 2>/dev/null | sed -nE "s/^[a-z:]+\.$1='(.*)'$/\1/p" | awk 'NR == 1' # the one that holds
}

# pip's settings here as variables for the machine, but for indexes that are folders of this one.
pip_settings() {
  local name value
  for name in index-url extra-index-url proxy trusted-host default-timeout retries; do
    value=$(pip_says "$name" | tr ' ' '\n' | grep -v '^file:' | tr '\n' ' ' || :)
    [ -z "${value// /}" ] || echo "PIP_$(tr 'a-z-' 'A-Z_' <<<"$name")=${value% }"
  done
}

proxies() { env | grep -iE '^(https?|all|no)_proxy=' || :; }

# in_machine USER COMMAND
in_machine() {
  local home=/root
  [ "$1" = root ] || home=/home/$1
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" USER="$1" LANG=C.UTF-8 CI=true \
    PIP_CERT="$certificates" SSL_CERT_FILE="$certificates" "${settings[@]}" \
    timeout --kill-after=10 "${minutes}m" chroot --userspec="$1" "$run" bash -c "cd $home/exporter && $2" </dev/null
}

first=0
try() { # USER COMMAND
  local began=$SECONDS status=0
  echo "bare $suite: $2, by $1"
  in_machine "$1" "$2" || status=$?
  echo "bare $suite: $2, by $1: exit status $status after $((SECONDS - began)) s"
  [ "$first" != 0 ] || first=$status
}

[ -d "$base" ] || make_base
find "$cache" -maxdepth 1 -name 'run.*' -mmin +240 -exec rm -rf --one-file-system {} + # of runs that were killed
run=$(mktemp -d "$cache/run.XXXXXX")
trap 'umount -l "$run/proc" "$run/dev/shm" 2>/dev/null; rm -rf --one-file-system "$run"' EXIT
cp -a --reflink=auto "$base/." "$run/"
mkdir -p "$run/dev/shm"
mount -t proc proc "$run/proc"
mount -t tmpfs -o mode=1777 tmpfs "$run/dev/shm"
connect
mapfile -t settings < <(pip_settings; proxies)
for user in ann root; do
  home=$run/root
  [ $user = root ] || home=$run/home/$user
  git clone --quiet . "$home/exporter"
  chroot "$run" chown -R $user: "${home#"$run"}/exporter"
done

try ann make
try ann make
try root make
try root "make test"
exit "$first"
