# Prints the path of nginx for the tests; where there is none, it says what to install and fails.

PATH="$PATH:/usr/sbin:/usr/local/sbin"
command -v nginx && exit

echo "This needs the web server nginx. On Debian or Ubuntu: sudo apt install nginx" >&2
exit 1
