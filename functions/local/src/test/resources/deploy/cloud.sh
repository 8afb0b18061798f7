#!/usr/bin/env bash
# Stands in for aws, sam and mvn, and for the account behind them, which is kept in the folder $CLOUD. Answers as the
# real ones do where `vox deploy` looks. The file `die` ("CALL WHEN") kills one call: before, amid or after its work.
# While there is a file `task`, one runs in the cluster, and no stack can be deleted.
# It runs a thousand times in one test: hence few processes of its own.
set -euo pipefail
shopt -s nullglob
tool=${0##*/}
echo "$tool $*" >>"$CLOUD/calls"

dies() {
  [ -e "$CLOUD/die" ] || return 0
  local call when calls
  read -r call when <"$CLOUD/die"
  mapfile -t calls <"$CLOUD/calls"
  [ ${#calls[@]} -eq "$call" ] && [ "$when" = "$1" ] || return 0
  rm "$CLOUD/die"
  kill -9 $$
}

after() { # sets a variable to the word that follows a word
  local -n found=$1
  local word=$2
  shift 2
  while [ $# -gt 1 ]; do
    [ "$1" != "$word" ] || { found=$2 && return; }
    shift
  done
}

fail() {
  echo "$1" >&2
  exit "${2:-254}"
}

finish() { # what AWS does by itself, given time
  local stack=$CLOUD/stacks/$1 status
  [ -e "$stack" ] || return 0
  read -r status <"$stack"
  case $status in
    CREATE_IN_PROGRESS) echo CREATE_COMPLETE >"$stack" ;;
    UPDATE_IN_PROGRESS) echo UPDATE_COMPLETE >"$stack" ;;
    ROLLBACK_IN_PROGRESS) echo ROLLBACK_COMPLETE >"$stack" ;;
    DELETE_IN_PROGRESS)
      [ ! -e "$CLOUD/task" ] || { echo DELETE_FAILED >"$stack" && return; }
      rm -f "$stack" "$stack.parameters"
      case $1 in *-registry) rm -f "$CLOUD"/images/* ;; esac
      ;;
  esac
}

describe_stacks() {
  local stack=$CLOUD/stacks/$name
  [ -e "$stack" ] || fail "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id $name does not exist"
  case $* in
    *StackStatus*) cat "$stack" ;;
    *"'Repository'"*) echo "123456789012.dkr.ecr.eu-west-1.amazonaws.com/${name%-registry}-monitor" ;;
    *"'CallsTable'"*) echo "$name-Data-1A-Calls-2B" ;;
    *"'Architecture'"*) sed -n 's/^Architecture=//p' "$stack.parameters" ;;
    *"'WebhookUrl'"*) ! grep -qE '^(CREATE|UPDATE)_COMPLETE' "$stack" || echo "https://abc.execute-api.eu-west-1.amazonaws.com/webhook" ;;
    *"'SipAddress'"*) echo "sip:PROJECT_ID@sip.api.openai.com;transport=tls" ;;
  esac
}

deploy() {
  local stack=$CLOUD/stacks/$name next=CREATE status=none uploads=none
  [ ! -e "$CLOUD/stacks/aws-sam-cli-managed-default" ] || read -r uploads <"$CLOUD/stacks/aws-sam-cli-managed-default"
  case "$uploads $*" in
    none* | CREATE_COMPLETE*) ;;
    *--resolve-s3*) fail "Error: Stack aws-sam-cli-managed-default is missing Tags and/or Outputs information" 1 ;;
  esac
  [ ! -e "$stack" ] || read -r status <"$stack"
  case $status in
    none | REVIEW_IN_PROGRESS) ;;
    *_IN_PROGRESS | ROLLBACK_COMPLETE | *_FAILED) fail "Stack:$name is in $status state and can not be updated." 1 ;;
    *) next=UPDATE ;;
  esac
  echo "${next}_IN_PROGRESS" >"$stack"
  [ -e "$stack.parameters" ] || : >"$stack.parameters"
  local given=0 word
  for word in "$@"; do
    [ $given = 0 ] || { sed -i "/^${word%%=*}=/d" "$stack.parameters" && echo "${word//\"/}" >>"$stack.parameters"; }
    [ "$word" != --parameter-overrides ] || given=1
  done
  if [ -e "$CLOUD/hold" ]; then
    touch "$CLOUD/held"
    cat "$CLOUD/hold" >/dev/null # a pipe: until somebody closes it
  fi
  dies amid
  case $name in *-registry) ;; *) : >>"$CLOUD/tables/$name-Data-1A-Calls-2B" ;; esac
  finish "$name"
}

push() {
  local image tag
  image=$(printf '%s\n' "$@" | sed -n 's/^-Dmonitor.image=//p')
  tag=${image##*:}
  grep -q "$(printf AWS:s3cret | base64)" "$DOCKER_CONFIG/config.json" || fail "401 Unauthorized" 1
  echo "$DOCKER_CONFIG" >"$CLOUD/docker-config"
  dies amid
  [ ! -e "$CLOUD/images/$tag" ] || fail "The image tag '$tag' already exists and cannot be overwritten because the repository is immutable." 1
  echo "sha256:$(printf %s "$image" | sha256sum | cut -c 1-64)" >"$CLOUD/images/$tag"
}

name='' table=''
after name --stack-name "$@"
after table --table-name "$@"
table=$CLOUD/tables/$table
dies before
case "$tool ${1:-} ${2:-}" in
  "aws configure get") echo eu-west-1 ;;
  "aws sts get-caller-identity") echo 123456789012 ;;
  "aws cloudformation describe-stacks") describe_stacks "$@" ;;
  "aws cloudformation delete-stack") [ ! -e "$CLOUD/stacks/$name" ] || echo DELETE_IN_PROGRESS >"$CLOUD/stacks/$name" ;;
  "aws cloudformation execute-change-set") echo CREATE_IN_PROGRESS >"$CLOUD/stacks/$name" ;;
  "aws cloudformation wait") finish "$name" ;;
  "aws ecr get-login-password") echo s3cret ;;
  "aws ecr describe-images")
    words=$*
    tag=${words#*"starts_with(@, '"}
    images=("$CLOUD/images/${tag%%"'"*}"*)
    if [ ${#images[@]} -gt 0 ]; then cat "${images[-1]}"; else echo None; fi
    ;;
  "aws dynamodb list-tables")
    prefix=$(printf '%s\n' "$@" | sed -n "s/.*starts_with(@, '\(.*\)').*/\1/p")
    (cd "$CLOUD/tables" && ls) | grep "^$prefix" | paste -s || true
    ;;
  "aws dynamodb update-table") [ -e "$table" ] && echo unprotected >"$table" ;;
  "aws dynamodb delete-table") grep -q unprotected "$table" && rm "$table" ;;
  "aws dynamodb wait") ;;
  "sam --version ") if [ -e "$CLOUD/sam-version" ]; then cat "$CLOUD/sam-version"; else echo "SAM CLI, version 1.149.0"; fi ;;
  "sam deploy "*) deploy "$@" ;;
  "mvn "*) push "$@" ;;
  *) fail "unknown: $tool $*" 252 ;;
esac
dies after
