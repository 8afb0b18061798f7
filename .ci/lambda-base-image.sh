#!/usr/bin/env bash
# Makes a stand-in for AWS's base image of the java25 runtime, for `sam local … --skip-pull-image` on a machine that
# reaches no image registry. Needs a Docker engine; does nothing while its image is current.
#
# Real in it: AWS's Runtime Interface Client, which loads a function just as Lambda does, and the JDK.
# Not in it: Amazon Linux, AWS's JVM flags, SnapStart. It carries AWS's tag, because the SAM CLI asks for that one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

CLIENT_VERSION=2.9.0
PACKAGES=(libc6 libgcc-s1 busybox-static ca-certificates tzdata netbase)
# What Lambda's own JDK offers a function; no desktop, no development tools.
MODULES=java.se,jdk.charsets,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata
MODULES+=,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth
MODULES+=,jdk.security.jgss,jdk.unsupported,jdk.xml.dom,jdk.zipfs

say() { printf 'lambda-base-image: %s\n' "$*" >&2; }

case $(uname -m) in
  x86_64) architecture=x86_64 ;;
  aarch64 | arm64) architecture=arm64 ;;
  *) say "Lambda does not run on $(uname -m)" && exit 1 ;;
esac
image=public.ecr.aws/lambda/java:25-$architecture
derived=public.ecr.aws/lambda/java:25-rapid-$architecture # the SAM CLI's own addition to it

jdk=$("$here/jdk25")
key=$(cat "${BASH_SOURCE[0]}" "$jdk/release" | sha256sum | cut -c1-32)
if [ "$(docker image inspect -f '{{index .Config.Labels "stand-in"}}' "$image" 2>/dev/null)" = "$key" ]; then
  say "$image is current"
  exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$work/debs" "$root"/{bin,etc,proc,sys,dev,opt,root,var/task,var/rapid,var/runtime/lib}
install -d -m 1777 "$root/tmp"

say "C library, shell and certificates, from Debian"
download() { (cd "$work/debs" && apt-get -o APT::Sandbox::User=root download -qq "${PACKAGES[@]}" >/dev/null); }
download 2>/dev/null || { apt-get update -qq && download; }
for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$root"; done
rm -rf "$root"/usr/share/{doc,man,locale,lintian}
for applet in $("$root/bin/busybox" --list); do [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"; done
cat "$root"/usr/share/ca-certificates/mozilla/*.crt >"$work/certificates"
install -D -m 644 "$work/certificates" "$root/etc/ssl/certs/ca-certificates.crt"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo 'root:x:0:' >"$root/etc/group"
echo 'sbx_user1051:x:993:990::/home/sbx_user1051:/bin/false' >>"$root/etc/passwd"
echo 'sbx_user1051:x:990:' >>"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"

say "Java, by jlink from $jdk"
"$jdk/bin/jlink" --add-modules "$MODULES" --strip-debug --no-man-pages --no-header-files --output "$root/var/lang"
"$root/var/lang/bin/java" -Xshare:dump >/dev/null 2>&1 || say "no class data archive: starts will be slower"

say "Runtime Interface Client $CLIENT_VERSION, from Maven"
cat >"$work/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>stand-in</groupId><artifactId>runtime</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-runtime-interface-client</artifactId>
    <version>$CLIENT_VERSION</version>
  </dependency></dependencies>
</project>
POM
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory="$root/var/runtime/lib" -DincludeScope=runtime >"$work/maven.log" 2>&1 ||
  { cat "$work/maven.log" >&2 && exit 1; }

cat >"$root/var/runtime/bootstrap" <<'BOOTSTRAP'
#!/bin/sh
cd "${LAMBDA_TASK_ROOT:-/var/task}" || exit 1
exec /var/lang/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:MaxRAMPercentage=85 \
  --add-opens=java.base/java.io=ALL-UNNAMED --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp '/var/runtime/lib/*' com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
BOOTSTRAP
chmod 755 "$root/var/runtime/bootstrap"

docker image rm -f "$derived" "$image" >/dev/null 2>&1 || true
libraries=/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib
tar -C "$root" --numeric-owner --owner=0 --group=0 -cf - . | docker import \
  -c 'WORKDIR /var/task' \
  -c "ENV PATH=/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin LANG=en_US.UTF-8 TZ=:/etc/localtime LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime LD_LIBRARY_PATH=$libraries" \
  -c "LABEL stand-in=$key" \
  - "$image" >/dev/null
say "made $image"
