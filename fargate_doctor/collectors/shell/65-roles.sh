
# The roles: whom they trust, and what their policies allow.
ask_policy() {
    ask iam:GetPolicy 'iam get-policy' "{\"PolicyArn\": \"$1\"}"
    version=$(values DefaultVersionId | head -n 1)
    [ -z "$version" ] || ask iam:GetPolicyVersion 'iam get-policy-version' \
        "{\"PolicyArn\": \"$1\", \"VersionId\": \"$version\"}"
}

# ask_role NAME
ask_role() {
    ask iam:GetRole 'iam get-role' "{\"RoleName\": \"$1\"}"
    boundary=$(values PermissionsBoundaryArn | head -n 1)
    ask iam:ListRolePolicies 'iam list-role-policies' "{\"RoleName\": \"$1\"}"
    for policy in $(sed -n 's/^ *"\([^":]*\)",\{0,1\}$/\1/p' "$ANSWER"); do
        ask iam:GetRolePolicy 'iam get-role-policy' "{\"RoleName\": \"$1\", \"PolicyName\": \"$policy\"}"
    done
    ask iam:ListAttachedRolePolicies 'iam list-attached-role-policies' "{\"RoleName\": \"$1\"}"
    for policy in $(values PolicyArn) $boundary; do ask_policy "$policy"; done
}

ROLES=''
for file in $DEFINITION_ANSWERS $TASK_ANSWER; do
    ANSWER=$file
    ROLES=$(printf '%s\n' "$ROLES" "$(values executionRoleArn)" "$(values taskRoleArn)")
done
for role in $(printf '%s\n' "$ROLES" | sed '/^$/d' | sort -u); do
    case $role in
        arn:*:iam::"$ACCOUNT":*) ask_role "${role##*/}" ;;
        arn:*) ;;
        *) ask_role "$role" ;;
    esac
done
[ -n "$INTERFACES" ] || ask iam:GetRole 'iam get-role' '{"RoleName": "AWSServiceRoleForECS"}'
