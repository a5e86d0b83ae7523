
# Target groups, the health of their targets, and the load balancers that check them.
TARGET_GROUPS_ANSWER=/dev/null
if [ -n "$TARGET_GROUPS" ]; then
    ask elbv2:DescribeTargetGroups 'elbv2 describe-target-groups' \
        "{\"TargetGroupArns\": $(printf '%s\n' "$TARGET_GROUPS" | list)}"
    TARGET_GROUPS_ANSWER=$ANSWER
    BALANCERS=$(grep -o '"arn:[^"]*:loadbalancer/[^"]*"' "$ANSWER" | tr -d '"' | sort -u)
    [ -z "$BALANCERS" ] || ask elbv2:DescribeLoadBalancers 'elbv2 describe-load-balancers' \
        "{\"LoadBalancerArns\": $(printf '%s\n' "$BALANCERS" | list)}"
    for group in $TARGET_GROUPS; do
        ask elbv2:DescribeTargetHealth 'elbv2 describe-target-health' "{\"TargetGroupArn\": \"$group\"}"
    done
fi
