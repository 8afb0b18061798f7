#!/usr/bin/env bash
# Makes a stand-in for the image localstack/localstack, for tests that use localstack-utils on a machine that reaches
# no image registry: LocalStack 4.14.0 as published on PyPI, with DynamoDB Local from Maven. DynamoDB is the one service
# it was tried with. Needs a Docker engine and Python 3.13. Does nothing while its image is current, and leaves an image
# of this name alone that it did not make.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

UV_VERSION=0.13.8
DYNAMODB_LOCAL_VERSION=3.1.0
# java.desktop: DynamoDB Local's logging wants java.beans
MODULES=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.security.jgss,java.sql
MODULES+=,java.xml,jdk.crypto.ec,jdk.unsupported
image=localstack/localstack:latest

say() { printf 'localstack-image: %s\n' "$*" >&2; }

python=$("$here/python313")
jdk=$("$here/jdk25")
key=$({ cat "${BASH_SOURCE[0]}" "$here/localstack-image.lock" "$jdk/release" && "$python" -VV; } | sha256sum | cut -c1-32)
before=
if docker image inspect "$image" >/dev/null 2>&1; then
  made_of=$(docker image inspect -f '{{with .Config.Labels}}{{index . "stand-in"}}{{end}}' "$image")
  [ -n "$made_of" ] || { say "$image was not made here: left as it is" && exit; }
  [ "$made_of" != "$key" ] || { say "$image is current" && exit; }
  before=$(docker image inspect -f '{{.Id}}' "$image")
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
code=$root/opt/code/localstack
# LocalStack looks for what it would download at these places, under these names.
dynamodb=$root/usr/lib/localstack/dynamodb-local/2
java=$root/usr/lib/localstack/java/21
mkdir -p "$root"/{bin,proc,sys,dev,root,etc/ssl/certs,var/lib/localstack,usr/local/bin,usr/local/lib} "$code"
mkdir -p "$dynamodb/DynamoDBLocal_lib" "${java%/*}"
install -d -m 1777 "$root/tmp"

say "LocalStack"
"$python" -m venv "$work/uv"
"$work/uv/bin/pip" install --quiet "uv==$UV_VERSION"
"$work/uv/bin/uv" pip install --quiet --native-tls --python "$python" --target "$code" \
  --requirements "$here/localstack-image.lock"
rm -rf "$code/bin"
find "$code" -type d \( -name test -o -name tests \) -prune -exec rm -rf {} +

say "$("$python" -V)"
prefix=$("$python" -c 'import sys; print(sys.base_prefix)')
cp "$prefix/bin/python3.13" "$root/usr/local/bin/"
ln -s python3.13 "$root/usr/local/bin/python"
tar -C "$prefix/lib" --exclude={__pycache__,site-packages,'config-3.13*','_tkinter*','_curses*','_test*'} \
  --exclude=python3.13/{test,idlelib,tkinter,turtledemo,ensurepip,pydoc_data} -cf - python3.13 |
  tar -C "$root/usr/local/lib" -xf -
"$python" -W ignore -m compileall -q -j 0 -s "$root" "$root/usr/local/lib/python3.13" "$code" >/dev/null || true

say "Java, by jlink from $jdk"
"$jdk/bin/jlink" --add-modules "$MODULES" --strip-debug --no-man-pages --no-header-files --output "$java"
rm -f "$java"/lib/lib{awt*,splashscreen,fontmanager,freetype,mlib_image,lcms,javajpeg,jsound,jawt}.so
"$java/bin/java" -Xshare:dump >/dev/null 2>&1 || say "no class data archive: starts will be slower"

say "DynamoDB Local $DYNAMODB_LOCAL_VERSION"
cat >"$work/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>stand-in</groupId><artifactId>dynamodb</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>software.amazon.dynamodb</groupId><artifactId>DynamoDBLocal</artifactId>
    <version>$DYNAMODB_LOCAL_VERSION</version>
  </dependency></dependencies>
</project>
POM
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory="$dynamodb/DynamoDBLocal_lib" -DincludeScope=runtime >"$work/maven.log" 2>&1 ||
  { cat "$work/maven.log" >&2 && exit 1; }
find "$dynamodb/DynamoDBLocal_lib" \( -name '*osx*' -o -name '*win32*' -o -name '*.dll' -o -name '*i386*' \) -delete
# LocalStack starts `java -javaagent:ddb-local-loader-0.1.jar -jar DynamoDBLocal.jar`. Its agent lifts the limit of
# 20 indexes, which AWS has too; ours does nothing.
echo 'public class NoAgent { public static void premain(String ignored) {} }' >"$work/NoAgent.java"
"$jdk/bin/javac" -d "$work/classes" "$work/NoAgent.java"
{
  echo 'Main-Class: software.amazon.dynamodb.services.local.main.ServerRunner'
  echo 'Premain-Class: NoAgent'
  echo 'Class-Path: '
  # A line of a manifest has 72 bytes at most; one that begins with a space continues the line before.
  for jar in "$dynamodb"/DynamoDBLocal_lib/*.jar; do echo "  DynamoDBLocal_lib/${jar##*/}"; done |
    fold -w 70 | sed 's/^[^ ]/ &/'
} >"$work/manifest"
"$jdk/bin/jar" --create --file "$dynamodb/DynamoDBLocal.jar" --manifest "$work/manifest" -C "$work/classes" .
cp "$dynamodb/DynamoDBLocal.jar" "$dynamodb/ddb-local-loader-0.1.jar"

say "shared libraries and a shell"
find "$root" -type f \( -name '*.so' -o -name '*.so.*' -o -path '*/bin/*' \) -exec ldd {} + 2>/dev/null |
  sed -nE 's/.* => (\/[^ ]+) .*/\1/p; s/^\t(\/[^ ]+) \(.*/\1/p' | sort -u | while read -r library; do
  case $library in
    "$root"/*) ;;
    "$prefix"/lib/libpython*) install -D -m 755 "$library" "$root/usr/local/lib/${library##*/}" ;;
    *) install -D -m 755 "$(readlink -f "$library")" "$root$library" ;;
  esac
done
find "$root/usr/local" "$root/opt" -type f \( -name '*.so' -o -name '*.so.*' \) -exec strip --strip-unneeded {} + \
  2>/dev/null || true
download() { (cd "$work" && apt-get -o APT::Sandbox::User=root download -qq busybox-static >/dev/null); }
download 2>/dev/null || { apt-get update -qq && download; }
dpkg-deb -x "$work"/busybox-static_*.deb "$work/busybox"
cp "$(find "$work/busybox" -type f -path '*/bin/busybox')" "$root/bin/busybox"
for applet in $("$root/bin/busybox" --list); do [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"; done
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo 'root:x:0:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"

environment=(
  PATH=/usr/local/bin:/bin PYTHONPATH=/opt/code/localstack LD_LIBRARY_PATH=/usr/local/lib PYTHONUNBUFFERED=1
  LANG=C.UTF-8 OVERRIDE_IN_DOCKER=1 GATEWAY_LISTEN=0.0.0.0:4566 GATEWAY_SERVER=hypercorn SKIP_SSL_CERT_DOWNLOAD=1
  DISABLE_EVENTS=1 DNS_ADDRESS=0 DYNAMODB_IN_MEMORY=1
)
tar -C "$root" --numeric-owner --owner=0 --group=0 -cf - . | docker import \
  -c 'WORKDIR /opt/code/localstack' \
  -c 'EXPOSE 4566' \
  -c "ENV ${environment[*]}" \
  -c 'ENTRYPOINT ["python", "-m", "localstack.runtime.main"]' \
  -c "LABEL stand-in=$key" \
  - "$image" >/dev/null
[ -z "$before" ] || docker image rm "$before" >/dev/null 2>&1 || true
say "made $image"
