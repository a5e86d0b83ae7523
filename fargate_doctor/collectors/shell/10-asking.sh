set -u
LC_ALL=C AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off
export LC_ALL AWS_PAGER AWS_CLI_AUTO_PROMPT

OUT=${1:-fargate-doctor-answers}
mkdir -p -- "$OUT" || exit 2
OUT=$(cd -- "$OUT" && pwd) || exit 2
WORK=$(mktemp -d "$OUT/.work.XXXXXX") || exit 2
trap 'rm -rf -- "$WORK"' EXIT
trap 'exit 130' INT TERM HUP
command -v aws >/dev/null 2>&1 || { printf '%s\n' "$NO_AWS" >&2; exit 2; }
: >"$WORK/asked"

BEGAN=$(date -u +%Y-%m-%dT%H:%M:%SZ)
NOW=$(date +%s)
CALLS=0
ANSWER=/dev/null

# ask SERVICE:Operation 'CLI WORDS' REQUEST [REGION [OPTION…]]: makes one call, once, and keeps what came of it.
# The request is the JSON that the AWS CLI takes and that the case records. $ANSWER is then the file of the answer,
# empty where there is none. The AWS CLI joins all pages, unless an option says how many items are enough.
ask() {
    operation=$1 words=$2 request=$3 where=${4:-$REGION}
    [ $# -lt 4 ] || shift
    shift 3
    known=$(grep -nxF -- "$operation $where $request" "$WORK/asked" | head -n 1)
    if [ -n "$known" ]; then
        ANSWER=$WORK/${known%%:*}.out
        return
    fi
    printf '%s\n' "$operation $where $request" >>"$WORK/asked"
    CALLS=$((CALLS + 1))
    ANSWER=$WORK/$CALLS.out
    printf '\r%s %s %-60.60s' "$ASKING" "$CALLS" "$operation" >&2
    at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    # shellcheck disable=SC2086 # the words are two, and no text of anybody's
    aws $words --cli-input-json "$request" --output json ${where:+--region "$where"} "$@" \
        >"$ANSWER" 2>"$WORK/errors" </dev/null && is_answered=yes || is_answered=no
    {
        printf '{"operation": "%s", "request": %s, "region": "%s", "at": "%s", ' \
            "$operation" "$request" "$where" "$at"
        if [ "$is_answered" = yes ]; then
            printf '"answer": '
            if [ -s "$ANSWER" ]; then cat "$ANSWER"; else printf '{}'; fi
            printf '}\n'
        else
            printf '"stderr": "%s"}\n' "$(tr '\000-\037' ' ' <"$WORK/errors" | sed 's/\\/\\\\/g; s/"/\\"/g')"
        fi
    } >"$WORK/envelope"
    mv -- "$WORK/envelope" "$OUT/$(printf '%03d' "$CALLS")-$(printf '%s' "$operation" | tr ':' '-').json"
    [ "$is_answered" = yes ] || : >"$ANSWER"
}

# ask_pages: the same for the few operations whose pages the AWS CLI does not join. TOKEN is the token's name.
ask_pages() {
    token_name=$1 first=$4
    shift
    page=0
    ask "$@"
    while [ "$page" -lt 20 ]; do
        token=$(values "$token_name" | head -n 1)
        [ -n "$token" ] || return 0
        page=$((page + 1))
        next=${first%\}}
        [ "$next" = '{' ] || next="$next, "
        ask "$1" "$2" "$next\"$token_name\": \"$token\"}"
    done
}

# values KEY: every string that stands under a key of $ANSWER, each once.
values() {
    sed -n 's/^ *"'"$1"'": "\([^"\\]*\)",\{0,1\}$/\1/p' "$ANSWER" | sort -u
}

# numbers_or_texts KEY: the same for times, which one version of the AWS CLI writes as numbers.
numbers_or_texts() {
    sed -n 's/^ *"'"$1"'": "\{0,1\}\([^",\\]*\)"\{0,1\},\{0,1\}$/\1/p' "$ANSWER" | sort -u
}

# ids KIND: every id of a kind in $ANSWER, each once: `ids subnet`.
ids() {
    grep -o "\"$1-[0-9a-f][0-9a-f]*\"" "$ANSWER" | tr -d '"' | sort -u
}

# says WORDS: whether $ANSWER holds them.
says() {
    grep -q -- "$1" "$ANSWER"
}

# list: the lines of standard input as a JSON list.
list() {
    sed '/^$/d; s/.*/"&"/' | paste -s -d ',' - | sed 's/^/[/; s/$/]/; s/,/, /g'
}

# filtered NAME PARAMETER: the request with one filter that has the lines of standard input as its values.
filtered() {
    printf '{"%s": [{"Name": "%s", "Values": %s}]}' "$2" "$1" "$(list)"
}

# ask_filtered SERVICE:Operation 'CLI WORDS' NAME VALUES [PARAMETER]: asks by a filter, if there is any value.
ask_filtered() {
    ANSWER=/dev/null
    [ -n "$4" ] || return 0
    ask "$1" "$2" "$(printf '%s\n' "$4" | sort -u | filtered "$3" "${5:-Filters}")"
}

# seconds TIME: a time as seconds since 1970, whether the AWS CLI wrote it as a number or as RFC 3339.
seconds() {
    printf '%s\n' "$1" | awk '
        /^[0-9]+(\.[0-9]+)?$/ { printf "%d\n", $0; exit }
        /^[0-9][0-9][0-9][0-9]-/ {
            y = substr($0, 1, 4) + 0; m = substr($0, 6, 2) + 0; d = substr($0, 9, 2) + 0
            s = substr($0, 12, 2) * 3600 + substr($0, 15, 2) * 60 + substr($0, 18, 2)
            if (match($0, /[+-][0-9][0-9]:?[0-9][0-9]$/)) {
                zone = substr($0, RSTART); gsub(/:/, "", zone)
                s -= (substr(zone, 1, 1) == "-" ? -1 : 1) * (substr(zone, 2, 2) * 3600 + substr(zone, 4, 2) * 60)
            }
            if (m <= 2) { y -= 1; m += 12 }
            days = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 719469
            printf "%d\n", days * 86400 + s
        }'
}
