
# Where the file systems can be mounted, what admits there, and whom they admit.
for file in $DEFINITION_ANSWERS; do
    ANSWER=$file
    file_systems=$(values fileSystemId)
    for point in $(values accessPointId); do
        ask efs:DescribeAccessPoints 'efs describe-access-points' "{\"AccessPointId\": \"$point\"}"
    done
    for file_system in $file_systems; do
        ask efs:DescribeFileSystemPolicy 'efs describe-file-system-policy' "{\"FileSystemId\": \"$file_system\"}"
        ask efs:DescribeMountTargets 'efs describe-mount-targets' "{\"FileSystemId\": \"$file_system\"}"
        [ -z "$(unknown "$(values NetworkInterfaceId)" "$VPC_INTERFACES")" ] || for mount in $(ids fsmt); do
            ask efs:DescribeMountTargetSecurityGroups 'efs describe-mount-target-security-groups' \
                "{\"MountTargetId\": \"$mount\"}"
        done
    done
done
