
# A standalone task: only CloudTrail knows how it was started.
RUN_TASK_SUBNETS=''
if [ -n "$CREATED" ] && [ -z "$SERVICES" ]; then
    ask cloudtrail:LookupEvents 'cloudtrail lookup-events' "$(printf \
        '{"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "RunTask"}], "StartTime": %d, "EndTime": %d}' \
        $((CREATED - 60)) $((CREATED + 60)))" '' --max-items 250
    RUN_TASK_SUBNETS=$(grep -o 'subnet-[0-9a-f][0-9a-f]*' "$ANSWER" | sort -u)
fi

# Which VPC: by subnet, else by network interface, else by security group.
NEAR=${TASK_SUBNETS:-${CONFIGURED_SUBNETS:-$RUN_TASK_SUBNETS}}
ask_filtered ec2:DescribeSubnets 'ec2 describe-subnets' subnet-id "$NEAR"
TASK_SUBNETS_ANSWER=$ANSWER
VPCS=$(ids vpc)
if [ -z "$VPCS" ]; then
    ask_filtered ec2:DescribeNetworkInterfaces 'ec2 describe-network-interfaces' network-interface-id "$INTERFACES"
    VPCS=$(ids vpc)
fi
if [ -z "$VPCS" ]; then
    ask_filtered ec2:DescribeSecurityGroups 'ec2 describe-security-groups' group-id "$CONFIGURED_GROUPS"
    VPCS=$(ids vpc)
fi

# All that is in the VPC.
ask_filtered ec2:DescribeSubnets 'ec2 describe-subnets' vpc-id "$VPCS"
VPC_SUBNETS=$(ids subnet)
ask_filtered ec2:DescribeVpcs 'ec2 describe-vpcs' vpc-id "$VPCS"
VPCS_ANSWER=$ANSWER
USED_OPTIONS=$(ids dopt)
for vpc in $VPCS; do
    for attribute in enableDnsSupport enableDnsHostnames; do
        ask ec2:DescribeVpcAttribute 'ec2 describe-vpc-attribute' "{\"VpcId\": \"$vpc\", \"Attribute\": \"$attribute\"}"
    done
done
ask_filtered ec2:DescribeRouteTables 'ec2 describe-route-tables' vpc-id "$VPCS"
ROUTES=$ANSWER
ask_filtered ec2:DescribeNetworkAcls 'ec2 describe-network-acls' vpc-id "$VPCS"
ask_filtered ec2:DescribeSecurityGroups 'ec2 describe-security-groups' vpc-id "$VPCS"
GROUPS_ANSWER=$ANSWER
VPC_GROUPS=$(values GroupId)
ask_filtered ec2:DescribeVpcEndpoints 'ec2 describe-vpc-endpoints' vpc-id "$VPCS"
ask_filtered ec2:DescribeNatGateways 'ec2 describe-nat-gateways' vpc-id "$VPCS" Filter
ask_filtered ec2:DescribeNetworkInterfaces 'ec2 describe-network-interfaces' vpc-id "$VPCS"
VPC_INTERFACES=$(values NetworkInterfaceId)
ask_filtered ec2:DescribeInternetGateways 'ec2 describe-internet-gateways' attachment.vpc-id "$VPCS"
if [ -n "$VPCS" ]; then
    ask_filtered ec2:DescribeFlowLogs 'ec2 describe-flow-logs' resource-id "$(
        printf '%s\n' "$VPCS" "$TASK_SUBNETS" "$INTERFACES" | sed '/^$/d'
    )" Filter
    FLOW_LOGS=$ANSWER
else
    FLOW_LOGS=/dev/null
fi

# What routes and rules name by an id alone, and what the service names outside the VPC.
ANSWER=$ROUTES
NAMED_LISTS=$(ids pl)
PEERINGS=$(ids pcx)
TRANSIT_GATEWAYS=$(ids tgw)
ANSWER=$GROUPS_ANSWER
NAMED_LISTS=$(printf '%s\n' "$NAMED_LISTS" "$(ids pl)" | sed '/^$/d' | sort -u)
for prefix_list in $NAMED_LISTS; do
    printf '%s\n' "$KNOWN_LISTS" | grep -qxF "$prefix_list" ||
        ask ec2:GetManagedPrefixListEntries 'ec2 get-managed-prefix-list-entries' "{\"PrefixListId\": \"$prefix_list\"}"
done
ask_filtered ec2:DescribeVpcPeeringConnections 'ec2 describe-vpc-peering-connections' \
    vpc-peering-connection-id "$PEERINGS"
[ -z "$TRANSIT_GATEWAYS" ] || ask_filtered ec2:DescribeTransitGatewayVpcAttachments \
    'ec2 describe-transit-gateway-vpc-attachments' vpc-id "$VPCS"

# unknown VALUES KNOWN: the values that are not among the known.
unknown() {
    for value in $1; do
        printf '%s\n' "$2" | grep -qxF "$value" || printf '%s\n' "$value"
    done
}
[ -z "$VPC_SUBNETS" ] || ask_filtered ec2:DescribeSubnets 'ec2 describe-subnets' \
    subnet-id "$(unknown "$CONFIGURED_SUBNETS" "$VPC_SUBNETS")"
[ -z "$VPC_GROUPS" ] || ask_filtered ec2:DescribeSecurityGroups 'ec2 describe-security-groups' \
    group-id "$(unknown "$CONFIGURED_GROUPS" "$VPC_GROUPS")"

# Names: option sets, private zones, resolver rules, DNS Firewall.
ask_filtered ec2:DescribeDhcpOptions 'ec2 describe-dhcp-options' \
    dhcp-options-id "$(unknown "$USED_OPTIONS" "$KNOWN_OPTIONS")"
HAS_OWN_RULES=no
for vpc in $VPCS; do
    ask route53:ListHostedZonesByVPC 'route53 list-hosted-zones-by-vpc' \
        "{\"VPCId\": \"$vpc\", \"VPCRegion\": \"$REGION\"}"
    ask route53resolver:ListFirewallRuleGroupAssociations 'route53resolver list-firewall-rule-group-associations' \
        "{\"VpcId\": \"$vpc\"}"
    ask_filtered route53resolver:ListResolverRuleAssociations 'route53resolver list-resolver-rule-associations' \
        VPCId "$vpc"
    ! values ResolverRuleId | grep -qv '^rslvr-autodefined-' || HAS_OWN_RULES=yes
done
[ "$HAS_OWN_RULES" = no ] || ask route53resolver:ListResolverRules 'route53resolver list-resolver-rules' '{}'
