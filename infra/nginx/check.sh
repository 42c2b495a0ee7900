#!/usr/bin/env bash
# Tries lectern.conf with a real nginx between curl and two stubs. Needs nginx 1.22 or newer, python3, curl, openssl; as any user.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
nginx=${NGINX_BINARY:-$(command -v nginx || echo /usr/sbin/nginx)}
[ -x "$nginx" ] || { echo "nginx is needed: apt-get install nginx-light, or NGINX_BINARY=/path/to/nginx" >&2; exit 2; }

work=$(mktemp -d)
pids=()
clean() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port) tls=$(free_port) command=$(free_port) query=$(free_port)

mkdir -p "$work/lectern.d"
sed -e "s|listen 8080|listen 127.0.0.1:$port|" -e 's/client_header_timeout 10s/client_header_timeout 1s/' \
  -e 's/client_body_timeout 30s/client_body_timeout 1s/' "$here/lectern.conf" > "$work/lectern.conf"
# "resolve" needs a newer nginx than many systems have, and the names of containers are unknown here
sed -e '/^resolver/d' -e 's/ resolve;/;/' -e "s/command-side:8081/127.0.0.1:$command/" -e "s/query-side:8082/127.0.0.1:$query/" \
  "$here/site.conf" > "$work/site.conf"
sed -e "s|^worker_processes.*|worker_processes 1; daemon off; pid $work/pid;|" -e '/worker_rlimit/d' -e 's/8192/256/' \
  -e "s|access_log .* lectern;|access_log $work/access.log lectern; client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;|" \
  -e "s|error_log .*|error_log $work/error.log warn;|" "$here/nginx.conf" > "$work/nginx.conf"
openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
sed -e "s|listen 443|listen 127.0.0.1:$tls|" -e "s|/etc/nginx/tls/fullchain.pem|$work/cert.pem|" -e "s|/etc/nginx/tls/privkey.pem|$work/key.pem|" \
  "$here/tls.conf.example" > "$work/lectern.d/tls.conf"

"$nginx" -t -q -e "$work/error.log" -p "$work" -c "$work/nginx.conf"
"$nginx" -e "$work/error.log" -p "$work" -c "$work/nginx.conf" & pids+=($!)
python3 "$here/stubs.py" "$command" "$query" & pids+=($!)
door=http://127.0.0.1:$port
for _ in $(seq 100); do
  curl -s -o /dev/null "$door/livez" && curl -s -o /dev/null "http://127.0.0.1:$command/" && curl -s -o /dev/null "http://127.0.0.1:$query/" && break
  sleep 0.1
done

failed=0
# expect NAME WHAT-WAS-SEEN PATTERN
expect() {
  if grep -qE -- "$3" <<< "$2"; then echo "ok      $1"; else echo "FAILED  $1: expected $3, got: ${2:0:400}"; failed=1; fi
}
refuse() {
  if grep -qiE -- "$3" <<< "$2"; then echo "FAILED  $1: not expected $3, got: ${2:0:400}"; failed=1; else echo "ok      $1"; fi
}
status() { curl -s -o /dev/null -w '%{http_code}' "$@"; }

expect "GET goes to the query side" "$(curl -si "$door/api/v1/books")" '^X-Stub: query'
expect "HEAD goes to the query side" "$(curl -sI "$door/api/v1/books")" '^X-Stub: query'
for method in POST PUT PATCH DELETE OPTIONS; do
  expect "$method goes to the command side" "$(curl -si -X $method -d x "$door/api/v1/books/1/progress")" '^X-Stub: command'
done
for path in projections/library/replays projections/library/replays/1 dead-letters/7 cache 'cache/lectern:book:*'; do
  for method in GET POST PUT PATCH DELETE; do
    expect "$method admin/$path goes to the query side" "$(curl -si -X $method "$door/api/v1/admin/$path")" '^X-Stub: query'
  done
done
for path in users cached cache.d x/cache; do
  expect "POST admin/$path does not" "$(curl -si -X POST "$door/api/v1/admin/$path")" '^X-Stub: command'
done
for path in users queues; do
  expect "GET admin/$path goes to the command side" "$(curl -si "$door/api/v1/admin/$path")" '^X-Stub: command'
done
expect "GET admin/performance goes to the query side" "$(curl -si "$door/api/v1/admin/performance")" '^X-Stub: query'
expect "a replay's progress arrives while it goes on" "$(curl -sN --max-time 2 "$door/api/v1/admin/projections/library/replays/stream" || true)" 'data: first'
expect "OPDS and KOReader follow the same rule" "$(curl -s "$door/opds/v2"; curl -s -X PUT -d x "$door/kosync/syncs/progress")" '"stub": "query".*"stub": "command"'
expect "the issuer's keys come from the command side" "$(curl -s "$door/.well-known/jwks.json")" '"stub": "command"'
expect "the API's descriptions come from both" "$(curl -s "$door/openapi/query-side.json"; curl -s "$door/openapi/command-side.json")" '"query", "path": "/openapi.json".*"command", "path": "/openapi.json"'
expect "paths and queries arrive as they were written" "$(curl -s "$door/api/v1/search?q=a%20b%2Fc")" '"path": "/api/v1/search\?q=a%20b%2Fc"'
expect "the neighbour of a path is not the path" "$(status "$door/api/v11/books")" 404
for path in /actuator/prometheus /actuator/health /readyz /api/v1/../../actuator/prometheus '/api/v1/%2e%2e/%2e%2e/actuator/prometheus' '/api/v1/..;/..;/actuator/prometheus' /; do
  expect "$path is not for the public" "$(status --path-as-is "$door$path")" '^40[04]$'
done
expect "what nginx refuses itself is a problem document" "$(curl -si "$door/nothing")" 'application/problem\+json'

head -c 31457280 /dev/zero > "$work/book"
for kind in 'length known' chunked; do
  if [ "$kind" = chunked ]; then extra=(-H 'Transfer-Encoding: chunked'); else extra=(); fi
  seen=$(curl -s -X POST "${extra[@]}" -H Expect: --limit-rate 15M -T "$work/book" "$door/api/v1/books")
  expect "30 MB arrive whole ($kind)" "$seen" '"bytes": 31457280'
  expect "and while they are being sent ($kind)" "$seen" '"seconds": [1-9]'
done
refuse "and never touch this disk" "$(cat "$work/error.log")" 'buffered to a temporary file'
talk() { timeout 10 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port; cat >&3; cat <&3" 2>/dev/null || true; }
# drips "a" after a beginning, until nginx closes the connection; asks for something else after each byte. $2: no more after the beginning
drip() {
  python3 - "$port" "$1" "${2:-}" << 'PY'
import socket, sys, urllib.request
port, beginning, silent = int(sys.argv[1]), sys.argv[2].encode().decode("unicode_escape").encode(), sys.argv[3]
client = socket.create_connection(("127.0.0.1", port)); client.settimeout(0.1); client.sendall(beginning)
said = b""
while True:
    urllib.request.urlopen(f"http://127.0.0.1:{port}/livez").read()
    try:
        if not silent: client.send(b"a")
        part = client.recv(4096)
        if not part: break
        said += part
    except socket.timeout: pass
    except OSError: break
print("closed", said.decode())
PY
}
expect "a header that drips is not waited for" "$(timeout 20 bash -c "$(declare -f drip); port=$port; drip 'GET /api/v1/books HTTP/1.1\\r\\nHost: x\\r\\nSlow: '")" '^closed'
expect "a body that doesn't come is not waited for" "$(timeout 20 bash -c "$(declare -f drip); port=$port; drip 'POST /api/v1/books HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9\\r\\n\\r\\n' silent")" '^closed'
# each byte comes well within client_body_timeout, the whole would take hours
for to in 'POST /api/v1/impatient command' 'PUT /kosync/impatient command' 'POST /api/v1/admin/cache/impatient query'; do
  read -r method path side <<< "$to"
  seen=$(timeout 20 bash -c "$(declare -f drip); port=$port; drip '$method $path HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 99999\\r\\n\\r\\n'" || true)
  expect "a body that drips reaches whoever limits it: $method $path" "$seen" "\"stub\": \"$side\""
  expect "whose 408 arrives, and ends the connection" "$seen" '^closed HTTP/1.1 408'
done
expect "1 MB of query is refused" "$({ printf 'GET /api/v1/books?q='; head -c 1000000 /dev/zero | tr '\0' a; printf ' HTTP/1.1\r\nHost: x\r\n\r\n'; } | talk)" 'problems/invalid-request'
expect "what is no HTTP is refused with a problem" "$(printf 'GET /a b HTTP/1.1\r\n\r\n' | talk)" 'application/problem\+json'
expect "3 MB are too much elsewhere" "$(head -c 3145728 /dev/zero | status -X POST --data-binary @- "$door/api/v1/books/1/progress")" 413

expect "a range is a range" "$(curl -si -H 'Range: bytes=10-19' "$door/api/v1/file" | tr -d '\0' | head -20)" '^HTTP/1.1 206'
expect "of that many bytes" "$(curl -s -H 'Range: bytes=10-19' "$door/api/v1/file" | wc -c)" '^10$'
expect "an ETag stays strong, compression asked for or not" "$(curl -sI -H 'Accept-Encoding: gzip' "$door/api/v1/file")" 'E[Tt]ag: "strong"'
expect "an unchanged answer is a 304" "$(status -H 'If-None-Match: "strong"' "$door/api/v1/file")" 304
expect "an event arrives while its stream goes on" "$(curl -sN --max-time 2 "$door/api/v1/events" || true)" 'data: first'

forged=$(curl -s -H 'X-Forwarded-For: 6.6.6.6' -H 'X-Forwarded-Proto: https' -H 'Forwarded: for=6.6.6.6' -H 'X-Forwarded-Prefix: /x' "$door/api/v1/me")
expect "the services learn the real address and scheme" "$forged" '"x-forwarded-for": "127.0.0.1".*"x-forwarded-proto": "http"'
refuse "and nothing that a client claims" "$forged" '6\.6\.6\.6|"forwarded"|x-forwarded-prefix'
expect "and the host and port that the reader used" "$forged" "\"host\": \"127.0.0.1:$port\""
secure=$(curl -ski "https://127.0.0.1:$tls/api/v1/me")
expect "over TLS the scheme is https" "$secure" '"x-forwarded-proto": "https"'
expect "and readers are told to stay there" "$secure" 'Strict-Transport-Security: max-age'
refuse "in the clear they are not" "$(curl -si "$door/api/v1/me")" 'Strict-Transport-Security'
expect "missing security headers are added" "$(curl -si "$door/api/v1/me")" 'X-Content-Type-Options: nosniff'
own=$(curl -si "$door/api/v1/own-headers")
expect "a service's own are left alone" "$(grep -ciE 'content-security-policy: sandbox|x-content-type-options' <<< "$own")" '^2$'
refuse "and not contradicted" "$own" "default-src"

kill "${pids[1]}"; wait "${pids[1]}" 2>/dev/null || true
expect "services away: 503, and when to ask again" "$(curl -si "$door/api/v1/books")" '^HTTP/1.1 503'
expect "with Retry-After" "$(curl -si "$door/api/v1/books")" 'Retry-After: 2'

[ "$failed" -eq 0 ] && echo "All good with $("$nginx" -v 2>&1)."
exit "$failed"
