
# What CloudTrail remembers of changes.
look_up() {
    ask cloudtrail:LookupEvents 'cloudtrail lookup-events' "$(printf \
        '{"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "%s"}], "StartTime": %d, "EndTime": %d}' \
        "$1" "$2" "$NOW")" '' --max-items 250
}
if [ -n "$CREATED" ]; then
    since=$((NOW - 7776000))
    [ "$CREATED" -ge "$since" ] || since=$CREATED
    look_up AssociateDhcpOptions "$since"
    IPV6_IS_ABOUT=no
    for file in "$TASK_SUBNETS_ANSWER" "$VPCS_ANSWER"; do
        ANSWER=$file
        ! says '"Ipv6CidrBlock": ' || IPV6_IS_ABOUT=yes
    done
    ANSWER=$TARGET_GROUPS_ANSWER
    ! says '"IpAddressType": "ipv6"' || IPV6_IS_ABOUT=yes
    ANSWER=$TASK_ANSWER
    ! says '"ipv6Address": "' || IPV6_IS_ABOUT=no
    if [ "$IPV6_IS_ABOUT" = yes ]; then
        [ "$CREATED" -lt "$NOW" ] || CREATED=$((NOW - 1))
        for name in ModifySubnetAttribute AssociateSubnetCidrBlock AssociateVpcCidrBlock PutAccountSetting \
            PutAccountSettingDefault; do
            look_up "$name" "$CREATED"
        done
    fi
fi

# What a flow log refused at the task's own interface, where CloudWatch Logs has it.
LOG_GROUP=$(awk -F '"' '
    /^        [{]/ { group = ""; shows = 1 }
    /^            "/ && $2 == "LogGroupName" { group = $4 }
    /^            "/ && $2 == "LogDestinationType" && $4 != "cloud-watch-logs" { shows = 0 }
    /^            "/ && $2 == "TrafficType" && toupper($4) == "ACCEPT" { shows = 0 }
    /^            "/ && $2 == "LogFormat" && $4 != "" && index($4, "${action}") == 0 { shows = 0 }
    /^        [}]/ && group != "" && shows { print group; exit }' "$FLOW_LOGS")
INTERFACE=$(printf '%s\n' "$INTERFACES" | head -n 1)
ANSWER=$TASK_ANSWER
if [ -n "$LOG_GROUP" ] && [ -n "$INTERFACE" ] && [ -n "$CREATED" ] && says '"stoppedReason": ' &&
    ! says '"stopCode": "UserInitiated"'; then
    ended=$(numbers_or_texts stoppedAt | while read -r time; do seconds "$time"; done | sort -n | tail -n 1)
    ask logs:FilterLogEvents 'logs filter-log-events' "$(printf \
        '{"logGroupName": "%s", "logStreamNamePrefix": "%s-", "startTime": %s000, "endTime": %s000, "filterPattern": "REJECT"}' \
        "$LOG_GROUP" "$INTERFACE" "$CREATED" $((${ended:-$NOW} + 600)))" '' --max-items 3000
fi
