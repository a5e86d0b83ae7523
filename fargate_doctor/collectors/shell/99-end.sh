
# The head of the case: when it was collected, where, and about which task.
nullable() { if [ -n "$1" ]; then printf '"%s"' "$1"; else printf 'null'; fi; }
{
    printf '{"schema": "fargate-doctor/case/1", "collected_at": "%s", ' "$BEGAN"
    printf '"region": %s, "focus": %s, "records": {}}\n' "$(nullable "$REGION")" "$(nullable "$FOCUS")"
} >"$WORK/head"
mv -- "$WORK/head" "$OUT/000-head.json"
printf '\r%-79s\r%s\n' '' "$DONE" >&2
printf '  fargate-doctor import %s -o case.json\n' "'$OUT'" >&2
exit 0
