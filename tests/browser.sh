# Prints the path of a browser for the tests; an empty line means the one Playwright installed.
# Where there is no browser it installs one, and where that fails it says so and fails.
# A headless shell is Chromium without its windows: the same pages, and `make test` in two thirds of the time.

for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome \
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
	/Applications/Chromium.app/Contents/MacOS/Chromium; do
	command -v "$name" && exit
done

echo "There is no browser for the tests yet; installing one..." >&2

from_debian() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
		apt-get update -q >&2 && apt-get install -q -y "$1" >&2 && command -v "$1"
}

from_debian chromium-headless-shell && exit

# Where its server cannot be reached it hangs, so it gets a minute and a half.
.venv/bin/python -c '
import os, subprocess, sys
command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
install = subprocess.Popen(command, stdout=sys.stderr, start_new_session=True)
try:
    sys.exit(install.wait(timeout=90))
except subprocess.TimeoutExpired:
    sys.exit("Playwright could not fetch its browser in time.")
finally:
    if install.poll() is None:
        os.killpg(install.pid, 9)
' && echo && exit

from_debian chromium && exit

echo "The tests need a browser. Please install Chromium or Chrome, then try again." >&2
exit 1
