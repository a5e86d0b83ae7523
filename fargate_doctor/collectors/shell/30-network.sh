
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

# What transit gateways do with packets of the VPC, and the VPC that takes them out where one does.
EGRESS_VPCS=''
if [ -n "$TRANSIT_GATEWAYS" ]; then
    ask_filtered ec2:DescribeTransitGatewayVpcAttachments 'ec2 describe-transit-gateway-vpc-attachments' \
        transit-gateway-id "$TRANSIT_GATEWAYS"
    ask_filtered ec2:DescribeTransitGatewayAttachments 'ec2 describe-transit-gateway-attachments' \
        transit-gateway-id "$TRANSIT_GATEWAYS"
    own_vpcs=$(awk -F '"' '
        $2 == "TransitGatewayOwnerId" { owner = $4 } $2 == "ResourceOwnerId" { of_vpc = $4 }
        $2 == "ResourceId" && $4 ~ /^vpc-/ && owner == of_vpc { print $4 }' "$ANSWER")
    for table in $(ids tgw-rtb); do
        ask ec2:SearchTransitGatewayRoutes 'ec2 search-transit-gateway-routes' "$(printf \
            '{"TransitGatewayRouteTableId": "%s", "Filters": [{"Name": "state", "Values": ["active", "blackhole"]}]}' \
            "$table")"
        EGRESS_VPCS="$EGRESS_VPCS $(awk -F '"' '
            $2 == "DestinationCidrBlock" { out = $4 == "0.0.0.0/0" || $4 == "0.0.0.0/1" || $4 == "128.0.0.0/1" }
            $2 == "ResourceId" && out && $4 ~ /^vpc-/ { print $4 }' "$ANSWER")"
    done
    others=''
    for vpc in $(printf '%s' "$EGRESS_VPCS" | tr ' ' '\n' | sort -u); do
        printf '%s\n' "$own_vpcs" | grep -qxF "$vpc" && ! printf '%s\n' "$VPCS" | grep -qxF "$vpc" &&
            others="$others $vpc"
    done
    others=$(printf '%s\n' "$others" | tr ' ' '\n' | sed '/^$/d')
    ask_filtered ec2:DescribeSubnets 'ec2 describe-subnets' vpc-id "$others"
    ask_filtered ec2:DescribeRouteTables 'ec2 describe-route-tables' vpc-id "$others"
    ask_filtered ec2:DescribeNetworkAcls 'ec2 describe-network-acls' vpc-id "$others"
    ask_filtered ec2:DescribeNatGateways 'ec2 describe-nat-gateways' vpc-id "$others" Filter
    ask_filtered ec2:DescribeInternetGateways 'ec2 describe-internet-gateways' attachment.vpc-id "$others"
fi

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
FIREWALL_GROUPS=''
for vpc in $VPCS; do
    ask route53:ListHostedZonesByVPC 'route53 list-hosted-zones-by-vpc' \
        "{\"VPCId\": \"$vpc\", \"VPCRegion\": \"$REGION\"}"
    ask route53resolver:ListFirewallRuleGroupAssociations 'route53resolver list-firewall-rule-group-associations' \
        "{\"VpcId\": \"$vpc\"}"
    FIREWALL_GROUPS="$FIREWALL_GROUPS $(values FirewallRuleGroupId)"
    ask_filtered route53resolver:ListResolverRuleAssociations 'route53resolver list-resolver-rule-associations' \
        VPCId "$vpc"
    ! values ResolverRuleId | grep -qv '^rslvr-autodefined-' || HAS_OWN_RULES=yes
done
[ "$HAS_OWN_RULES" = no ] || ask route53resolver:ListResolverRules 'route53resolver list-resolver-rules' '{}'
if [ -n "$(printf '%s' "$FIREWALL_GROUPS" | tr -d ' \n')" ]; then
    ask route53resolver:ListFirewallDomainLists 'route53resolver list-firewall-domain-lists' '{}'
    lists=$ANSWER
    for group in $FIREWALL_GROUPS; do
        ask route53resolver:ListFirewallRules 'route53resolver list-firewall-rules' \
            "{\"FirewallRuleGroupId\": \"$group\"}"
        for domains in $(values FirewallDomainListId); do
            # A list that AWS keeps names its owner, and its domains cannot be read.
            grep -A 8 "\"Id\": \"$domains\"" "$lists" | sed '/}/q' | grep -q '"ManagedOwnerName": "..*"' ||
                ask route53resolver:ListFirewallDomains 'route53resolver list-firewall-domains' \
                    "{\"FirewallDomainListId\": \"$domains\"}"
        done
    done
fi
