
# Secrets and parameters: that they are there and who may read them, never what they hold.
PARTITION=$(printf '%s\n' "$DEFINITIONS" | head -n 1 | cut -d : -f 2)

# ask_key KEY OWNER: a key by id, alias or ARN, beside the ARN of what it encrypts.
ask_key() {
    key=$1
    case $key in
        arn:*) ;;
        alias/*) key=$(printf '%s' "$2" | cut -d : -f 1,2):kms:$(printf '%s' "$2" | cut -d : -f 4,5):$key ;;
        *) key=$(printf '%s' "$2" | cut -d : -f 1,2):kms:$(printf '%s' "$2" | cut -d : -f 4,5):key/$key ;;
    esac
    case $key in *:alias/aws/*) return 0 ;; esac
    ask kms:DescribeKey 'kms describe-key' "{\"KeyId\": \"$key\"}" "$(printf '%s' "$key" | cut -d : -f 4)"
    says '"KeyManager": "AWS"' && return 0
    found=$(values Arn | head -n 1)
    [ -z "$found" ] ||
        ask kms:GetKeyPolicy 'kms get-key-policy' "{\"KeyId\": \"$found\"}" "$(printf '%s' "$key" | cut -d : -f 4)"
}

# ask_secret ARN: without JSON key, version stage and version id.
ask_secret() {
    secret=$(printf '%s' "$1" | cut -d : -f 1-7)
    home=$(printf '%s' "$secret" | cut -d : -f 4)
    ask secretsmanager:GetResourcePolicy 'secretsmanager get-resource-policy' "{\"SecretId\": \"$secret\"}" "$home"
    ask secretsmanager:DescribeSecret 'secretsmanager describe-secret' "{\"SecretId\": \"$secret\"}" "$home"
    owner=$(values ARN | head -n 1)
    for key in $(values KmsKeyId); do ask_key "$key" "${owner:-$secret}"; done
}

PARAMETERS=''
for file in $DEFINITION_ANSWERS; do
    ANSWER=$file
    named=$(printf '%s\n' "$(values valueFrom)" "$(values credentialsParameter | sed '/^arn:/!s/^/secret:/')")
    for written in $named; do
        case $written in
            arn:*:secretsmanager:*) ask_secret "$written" ;;
            secret:*) ask_secret "arn:$PARTITION:secretsmanager:$REGION:$ACCOUNT:$written" ;;
            arn:*:ssm:*) PARAMETERS="$PARAMETERS
$(printf '%s' "$written" | cut -d : -f 1-6)" ;;
            *) PARAMETERS="$PARAMETERS
arn:$PARTITION:ssm:$REGION:$ACCOUNT:parameter/${written#/}" ;;
        esac
    done
done
for home in $(printf '%s\n' "$PARAMETERS" | sed '/^$/d' | cut -d : -f 4 | sort -u); do
    of_region=$(printf '%s\n' "$PARAMETERS" | grep ":ssm:$home:$ACCOUNT:" | sort -u)
    names=$(for parameter in $of_region; do
        name=${parameter#*:parameter/}
        case $name in
            */*) printf '/%s\n' "$name" ;;
            *) printf '%s\n/%s\n' "$name" "$name" ;;
        esac
    done | sort -u | head -n 50 | list)
    [ -n "$of_region" ] || continue
    ask ssm:DescribeParameters 'ssm describe-parameters' \
        "{\"ParameterFilters\": [{\"Key\": \"Name\", \"Option\": \"Equals\", \"Values\": $names}]}" "$home"
    for key in $(values KeyId); do ask_key "$key" "$(printf '%s\n' "$of_region" | head -n 1)"; done
done

# Log groups and environment files.
BUCKETS=''
for file in $DEFINITION_ANSWERS; do
    ANSWER=$file
    groups=$(values awslogs-group)
    regions=$(values awslogs-region)
    for group in $groups; do
        for home in ${regions:-$REGION}; do
            ask logs:DescribeLogGroups 'logs describe-log-groups' "{\"logGroupNamePrefix\": \"$group\"}" "$home" \
                --max-items 50
            says "\"logGroupName\": \"$group\"" || [ "$home" = "$REGION" ] || ! [ -s "$ANSWER" ] ||
                ask logs:DescribeLogGroups 'logs describe-log-groups' "{\"logGroupNamePrefix\": \"$group\"}" "$REGION" \
                    --max-items 50
        done
    done
    ANSWER=$file
    for object in $(grep -o '"arn:[^"]*:s3:::[^"]*/[^"]*"' "$ANSWER" | tr -d '"' | sort -u); do
        rest=${object#*:::}
        ask s3:GetBucketLocation 's3api get-bucket-location' "{\"Bucket\": \"${rest%%/*}\"}"
        [ -s "$ANSWER" ] || continue
        home=$(values LocationConstraint | head -n 1)
        case $home in '') home=us-east-1 ;; EU) home=eu-west-1 ;; esac
        BUCKETS="$BUCKETS
$home ${rest%%/*} ${rest#*/}"
        ask s3:ListObjectsV2 's3api list-objects-v2' \
            "{\"Bucket\": \"${rest%%/*}\", \"Prefix\": \"${rest#*/}\", \"MaxKeys\": 1}" "$home" --no-paginate
    done
done
