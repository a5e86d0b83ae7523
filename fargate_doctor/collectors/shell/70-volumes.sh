
# Where the file systems can be mounted, and what admits there.
for file in $DEFINITION_ANSWERS; do
    ANSWER=$file
    for file_system in $(values fileSystemId); do
        ask efs:DescribeMountTargets 'efs describe-mount-targets' "{\"FileSystemId\": \"$file_system\"}"
        [ -z "$(unknown "$(values NetworkInterfaceId)" "$VPC_INTERFACES")" ] || for mount in $(ids fsmt); do
            ask efs:DescribeMountTargetSecurityGroups 'efs describe-mount-target-security-groups' \
                "{\"MountTargetId\": \"$mount\"}"
        done
        ANSWER=$file
    done
done
