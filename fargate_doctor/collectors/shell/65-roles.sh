
# The roles: whom they trust, and what their policies allow.
ask_policy() {
    ask iam:GetPolicy 'iam get-policy' "{\"PolicyArn\": \"$1\"}"
    version=$(values DefaultVersionId | head -n 1)
    [ -n "$version" ] || return 0
    ask iam:GetPolicyVersion 'iam get-policy-version' "{\"PolicyArn\": \"$1\", \"VersionId\": \"$version\"}"
}

GONE=''

# ask_role NAME: of a role that is gone, nothing more is asked.
ask_role() {
    ask iam:GetRole 'iam get-role' "{\"RoleName\": \"$1\"}"
    if ! [ -s "$ANSWER" ] && grep -qF '(NoSuchEntity)' "$WORK/errors"; then
        GONE="$GONE $1 "
        return 0
    fi
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

# context KEY TYPE VALUE
context() {
    printf '{"ContextKeyName": "%s", "ContextKeyType": "%s", "ContextKeyValues": ["%s"]}' "$1" "$2" "$3"
}

# may ACTION RESOURCE REGION: whether IAM says that every execution role may do it. What it refuses to say is kept; what it
# says is not, because the policies above say more.
may() {
    for role in $EXECUTION_ROLES; do
        case $role in arn:*) ;; *) role=arn:$PARTITION:iam::$ACCOUNT:role/$role ;; esac
        ask iam:SimulatePrincipalPolicy 'iam simulate-principal-policy' "$(printf \
            '{"PolicySourceArn": "%s", "ActionNames": ["%s"], "ResourceArns": ["%s"], "ContextEntries": [%s, %s]}' \
            "$role" "$1" "$2" "$(context aws:SecureTransport boolean true)" \
            "$(context aws:RequestedRegion string "$3")")"
        [ -s "$ANSWER" ] || return 1
        rm -f -- "$OUT"/*-iam-SimulatePrincipalPolicy.json
        says '"EvalDecision": "allowed"' || return 1
    done
}

# What a role's own policies do not allow, the policy of a repository or bucket may.
EXECUTION_ROLES=''
for file in $DEFINITION_ANSWERS; do
    ANSWER=$file
    for role in $(values executionRoleArn); do
        case $GONE in *" ${role##*/} "*) ;; *) EXECUTION_ROLES="$EXECUTION_ROLES $role" ;; esac
    done
done
printf '%s\n' "$REPOSITORIES" | sed '/^$/d' | sort -u >"$WORK/repositories"
while read -r home owner repository; do
    may ecr:BatchGetImage "arn:$PARTITION:ecr:$home:$owner:repository/$repository" "$home" ||
        ask ecr:GetRepositoryPolicy 'ecr get-repository-policy' \
            "{\"registryId\": \"$owner\", \"repositoryName\": \"$repository\"}" "$home"
done <"$WORK/repositories"
printf '%s\n' "$BUCKETS" | sed '/^$/d' | sort -u >"$WORK/buckets"
while read -r home bucket key; do
    may s3:GetObject "arn:$PARTITION:s3:::$bucket/$key" "$home" ||
        ask s3:GetBucketPolicy 's3api get-bucket-policy' "{\"Bucket\": \"$bucket\"}" "$home"
done <"$WORK/buckets"
