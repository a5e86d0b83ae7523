
# Who asks, and what holds for the whole account and Region.
ask sts:GetCallerIdentity 'sts get-caller-identity' '{}'
ask ecs:ListAccountSettings 'ecs list-account-settings' '{"name": "dualStackIPv6", "effectiveSettings": true}'

# The task; without one, the stopped and running tasks of the service or cluster.
TASKS=''
if [ -n "$TASK" ]; then
    TASKS=$TASK
else
    in_service=''
    [ -z "$SERVICE" ] || in_service=", \"serviceName\": \"$SERVICE\""
    for desired in RUNNING STOPPED; do
        ask ecs:ListTasks 'ecs list-tasks' "{\"cluster\": \"$CLUSTER\", \"desiredStatus\": \"$desired\"$in_service}"
        TASKS="$TASKS
$(grep -o '"arn:[^"]*:task/[^"]*"' "$ANSWER" | tr -d '"')"
    done
fi
TASKS=$(printf '%s\n' "$TASKS" | sed '/^$/d' | sort -u | head -n 100)

FOCUS='' DEFINITIONS='' SERVICES=$SERVICE CREATED='' NEWEST='' TASK_SUBNETS='' INTERFACES='' STARTED_BY=''
if [ -n "$TASKS" ]; then
    ask ecs:DescribeTasks 'ecs describe-tasks' \
        "{\"cluster\": \"$CLUSTER\", \"tasks\": $(printf '%s\n' "$TASKS" | list)}"
    TASK_ANSWER=$ANSWER
    [ "$(values taskArn | wc -l)" -ne 1 ] || FOCUS=$(values taskArn)
    [ -n "$REGION" ] || REGION=$(values taskArn | head -n 1 | cut -d : -f 4)
    DEFINITIONS=$(values taskDefinitionArn)
    SERVICES=$(printf '%s\n' "$SERVICES" "$(values group | sed -n 's/^service://p')" | sed '/^$/d' | sort -u)
    STARTED_BY=$(values startedBy)
    TASK_SUBNETS=$(ids subnet)
    INTERFACES=$(ids eni)
    created=$(numbers_or_texts createdAt | while read -r time; do seconds "$time"; done | sort -n)
    CREATED=$(printf '%s\n' "$created" | head -n 1)
    NEWEST=$(printf '%s\n' "$created" | tail -n 1)
else
    TASK_ANSWER=/dev/null
fi

# What is little and cannot be asked for by VPC.
ask ec2:DescribeEgressOnlyInternetGateways 'ec2 describe-egress-only-internet-gateways' '{}'
ask ec2:DescribeVpcBlockPublicAccessOptions 'ec2 describe-vpc-block-public-access-options' '{}'
ask_pages NextToken ec2:DescribeVpcBlockPublicAccessExclusions 'ec2 describe-vpc-block-public-access-exclusions' '{}'
ask ec2:DescribeDhcpOptions 'ec2 describe-dhcp-options' '{}'
KNOWN_OPTIONS=$(ids dopt)
ask ec2:DescribePrefixLists 'ec2 describe-prefix-lists' '{}'
KNOWN_LISTS=$(ids pl)

# What the tasks were made of, and the services that started them.
DEFINITION_ANSWERS=''
for definition in $DEFINITIONS; do
    ask ecs:DescribeTaskDefinition 'ecs describe-task-definition' "{\"taskDefinition\": \"$definition\"}"
    DEFINITION_ANSWERS="$DEFINITION_ANSWERS $ANSWER"
done

SERVICE_ANSWERS='' TARGET_GROUPS='' CONFIGURED_SUBNETS='' CONFIGURED_GROUPS=''
for service in $SERVICES; do
    ask ecs:DescribeServices 'ecs describe-services' "{\"cluster\": \"$CLUSTER\", \"services\": [\"$service\"]}"
    SERVICE_ANSWERS="$SERVICE_ANSWERS $ANSWER"
    CONFIGURED_SUBNETS="$CONFIGURED_SUBNETS
$(ids subnet)"
    CONFIGURED_GROUPS="$CONFIGURED_GROUPS
$(ids sg)"
    TARGET_GROUPS="$TARGET_GROUPS
$(values targetGroupArn)
$(values alternateTargetGroupArn)"
    arn=$(values serviceArn | head -n 1)
    [ -n "$arn" ] || continue
    for origin in $STARTED_BY; do
        if says "\"$origin\""; then continue; fi
        where="\"cluster\": \"$CLUSTER\", \"service\": \"$arn\""
        if says '"type": "CODE_DEPLOY"' || says '"type": "EXTERNAL"'; then
            ask ecs:DescribeTaskSets 'ecs describe-task-sets' "{$where}"
            break
        fi
        before=''
        [ -z "$NEWEST" ] || before=", \"createdAt\": {\"before\": $((NEWEST + 1))}"
        ask ecs:ListServiceDeployments 'ecs list-service-deployments' "{$where$before}"
        revisions=$(values targetServiceRevisionArn | head -n 20 | list)
        [ "$revisions" = '[]' ] || [ -z "$revisions" ] ||
            ask ecs:DescribeServiceRevisions 'ecs describe-service-revisions' "{\"serviceRevisionArns\": $revisions}"
        break
    done
done
CONFIGURED_SUBNETS=$(printf '%s\n' "$CONFIGURED_SUBNETS" | sed '/^$/d' | sort -u)
CONFIGURED_GROUPS=$(printf '%s\n' "$CONFIGURED_GROUPS" | sed '/^$/d' | sort -u)
TARGET_GROUPS=$(printf '%s\n' "$TARGET_GROUPS" | sed '/^$/d' | sort -u)
