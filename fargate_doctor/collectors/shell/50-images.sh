
# What ECR holds of the images, and whether it fetches them from another registry.
ACCOUNT=$(printf '%s\n' "$DEFINITIONS" | head -n 1 | cut -d : -f 5)
READABLE='["application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
 "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"]'
READABLE=$(printf '%s' "$READABLE" | tr -d '\n')

REPOSITORIES=''

# ask_image HOST REPOSITORY NAME: `NAME` is the member of imageIds, such as `"imageTag": "v1"`.
ask_image() {
    owner=${1%%.*}
    of_repository="\"registryId\": \"$owner\", \"repositoryName\": \"$2\""
    home=$(printf '%s' "$1" | sed 's/^[0-9]*\.dkr[.-]ecr\(-fips\)\{0,1\}\.\([a-z0-9-]*\)\..*/\2/')
    REPOSITORIES="$REPOSITORIES
$home $owner $2"
    ask ecr:DescribeImages 'ecr describe-images' "{$of_repository, \"imageIds\": [{$3}]}" "$home"
    image=$ANSWER
    if says 'image.index.v1+json' || says 'manifest.list.v2+json'; then
        ask ecr:BatchGetImage 'ecr batch-get-image' \
            "{$of_repository, \"imageIds\": [{$3}], \"acceptedMediaTypes\": $READABLE}" "$home"
    fi
    if [ "$owner" != "$ACCOUNT" ] || grep -iE '^ *"(stoppedR|r)eason": ' "$TASK_ANSWER" |
        grep -qiE 'denied|forbidden|not authorized|unauthorized|basic auth|(^|[^0-9a-z_])403([^0-9a-z_]|$)'; then
        ask ecr:GetRepositoryPolicy 'ecr get-repository-policy' "{$of_repository}" "$home"
    fi
    if [ "$owner" = "$ACCOUNT" ] && [ "$home" = "$REGION" ]; then
        case $2 in
            */*) is_named=yes ;;
            *) [ -s "$image" ] && is_named=no || is_named=yes ;;
        esac
        [ "$is_named" = no ] || ask ecr:DescribePullThroughCacheRules 'ecr describe-pull-through-cache-rules' \
            "{\"registryId\": \"$owner\"}"
    fi
}
for file in $DEFINITION_ANSWERS; do
    ANSWER=$file
    for name in $(values image | grep -E '^[0-9]{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.[a-z.]+/'); do
        host=${name%%/*} rest=${name#*/}
        case $rest in
            *@*) ask_image "$host" "${rest%%[@:]*}" "\"imageDigest\": \"${rest#*@}\"" ;;
            *:*) ask_image "$host" "${rest%%:*}" "\"imageTag\": \"${rest#*:}\"" ;;
            *) ask_image "$host" "$rest" '"imageTag": "latest"' ;;
        esac
        ANSWER=$TASK_ANSWER
        digest=$(grep -o "${rest%%[@:]*}[^ \"]*@sha256:[0-9a-f]*" "$ANSWER" | sed 's/.*@//' | head -n 1)
        [ -n "$digest" ] || [ -z "$SERVICES" ] || digest=$(values imageDigest | head -n 1)
        [ -z "$digest" ] || ask_image "$host" "${rest%%[@:]*}" "\"imageDigest\": \"$digest\""
        ANSWER=$file
    done
done
