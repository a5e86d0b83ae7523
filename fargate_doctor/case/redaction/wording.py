"""Words that AWS, the container runtime and their documentation use themselves.

A name that is one of these words says nothing about its owner, and masking it would tear AWS's own sentences apart.
"""

from __future__ import annotations

from typing import Final

_SENTENCES: Final = """
a able aborted above absent accept accepted access accessdenied accessed account accounts across action
actions activating active actively activity actual add added address addresses after again agent alarm all
allocate allocated allocation allow allowed allowing allows alphanumeric already also an and anonymous another
answer any api application applies apply are args argument arguments as asm assign assigned assignment
associate associated association assume assumed at attach attached attaching attachment attempt attempted
attempting attempts attribute attributes auth authenticate authentication authorization authorize authorized
auto automatic automatically availability available awaiting back bad balancer balancers based basic be became
because become becomes been before beginning begun being belong below between bind blackhole blank block
blocked body both bound boundary breaker broken bucket buffer but by bytes cache cached call called caller
calling calls can cancel canceled cancelled cannot capabilities capability capacity cause caused causes
certificate chain change changed changes channel character characters check checked checks checksum child
choose chown cidr ciphertext circuit class classic clean clear client clients close closed closest closing
cluster clusters code codes colon colons com combination command commands commit common communicate compatible
complete completed completes component concurrent concurrently condition conditions conf config configuration
configurations configure configured conflict connect connected connecting connection connections consecutive
consistent consistently constraint consumer contact contain container containers containing contains content
context continue control controller convention copied copy correct could couldn count create created creates
creating creation credential credentials current currently custom customer daemon data date days deactivated
deactivating deadline decode decrypt default define defined definition definitions degraded delete deleted
deleting deletion delivery denied deny dependencies dependency dependent depends deploy deployed deployment
deployments deprovisioning deregister deregistered deregistering deregistration describe described description
descriptor desired destination detach detached detaching detail details detected device devicemapper dial did
didn different digest digests direct directory disable disabled disconnected discovery disk distribution dm do
docker does doesn domain done down download downloading drained draining driver drivers due duplicate during
dynamic each effect egress either elapsed elastic element else elsewhere empty enable enabled encode encoded
encrypted encryption end endpoint endpoints ends enough ensure enter entered entries entry entrypoint env
environment ephemeral error errors essential eth0 event events exact exceed exceeded exceeds exception
exclusion exec executable execute executed execution exhausted exist existence existing exists exit exited
expected expired explicit explicitly external extract fail failed failing fails failure failures false family
fargate fetch fetched fetching field fields file files filesystem filter find firewall first flow following
for forbidden force forced form format forwarded found free from full function gate gateway gateways gave
general generic get give given global go gone got grace grant granted graph group groups had handle handler
handshake hardware has have header headers health healthy held here high hook hop host hosted hostname hosts
hours how however http https id identifier identity idle if ignored image images immediately implicit
implicitly import in inactive inbound include included including incompatible incomplete incorrect index
indicates info information infrastructure ingress init initialization initialize initialized initializing
initiated input inside inspect inspecting instance instances instead insufficient interface interfaces
intermittent internal internet interrupted interruption into invalid invocation invoke invoked is issue issues
it its itself join json keep keepalive kept kernel key keys kill killed know known label labels lack last
later latest launch launched launches launching layer layers lchown lease least leave left length less level
life lifecycle like likely limit limited limits line link linked linux list listed listen listener listening
lists load local locate located location lock locked log logged logger logging login logs long longer look
looking lookup loop lost low lowercase mac made maintenance make malformed manage managed manager manifest
manifests manual manually many map mapping marked match matched matches matching max maximum may memory
message met metadata method min minimum minute minutes misbehaving misconfigured mismatch missing mode model
moment more most mount mounted mounting mounts much multiple must my name named names namespace nat necessary
need needed needs net network networking networks never new newer next nil no nobody node non none normal
normalize not notfound nothing notice notification now null number numbers nxdomain obtain occur occurred of
off offset ok old older omitted on once one only oomkilled open opened opening operating operation operational
operations option optional options or order org organization organizations origin original other others our
out outbound output outside over overlay overlayfs override overrides own owner packet packets panic parameter
parameters parent parse parsed parsing part partial pass passed passwd password path paths pattern peer
peering pending per percent perform performing period permanent permission permissions permitted phase pid
ping place placed placement platform please plugin point pointer points policies policy port ports possible
post prefix prefixes preparing present prevent previous primary principal private problem procedure process
processed processes processor progress prohibited properly properties property protected protocol provide
provided provider providers provision provisioned provisioning proxy public pull pulled pulling purpose push
query quota quotas raised ran random range rate rather reach reachable reached reaching read reading ready
real reason reasons rebalancing receive received reclaimed recommended reconnect record recover recreate
redirect redirected ref refer reference referenced references refers refresh refusal refused refuses region
regional regions register registered registering registration registries registry regular reject rejected
related relationship release released remain remote remove removed removing renew repeated replace replaced
replacement report reported reports repositories repository request requested requesting requests require
required requirement requirements requires reserve reserved reset resize resolution resolve resolved resolver
resolvers resolving resource resources respond response restart restarted restricted result resume retain
retention retire retired retirement retried retries retrieval retrieve retrieved retrieving retry retrying
return returned returning returns reverse revision revoked right role roles roll rollback rolled rolling
rollout root rootfs rotation round route routes routing rule rules run runc running runs runtime same sample
sandbox satisfied satisfy save scale scaled scaling schedule scheduled schema scheme scope second seconds
secret secrets section secure security see segment select selected self send sending sent server servers
service services session set setting settings setup several shell shim should show shut shutdown side sidecar
sign signal signature signed similar since single size skip sleep slot slots slow slowdown snapshot
snapshotter so socket some soon source space specific specified specify spot stabilize stable stage standard
start started starter starting starts startup stat state stated statement states static status steady still
stop stopped stopping stops storage stored strategy stream streams string strings structure subject subnet
subnets succeeded success successful successfully such support supported supports suspended sync syntax system
systems table tables tag tagged tagging tags tail take taken target targets task tasks tell tells temporarily
temporary terminate terminated terminates terminating termination test text than that the their them then
there these they this those threshold throttle throttled throttling through thus time timed timeout timeouts
times timestamp to together token tokens too toomanyrequests total traffic transaction transfer transient
transit translation transport tree tried triggered true trust trusted try trying ttrpc tunnel two type types
ulimit unable unauthorized unavailable under underlying unexpected unhealthy unique unit unknown unless
unmarshal unmount unpack unreachable unrecognized unresolved unsatisfied unset unsuccessful unsupported until
unused up update updated updates updating upgrade upload upstream uri url usable usage use used user username
users uses using usually valid validate validated validation value values variable variables variant verified
verify version versions via virtual visible volume volumes wait waited waiting want warning was we went were
what when where whether which while who whole why will window windows with within without work working works
would write writing wrong yes yet you your zero zone zones
"""

_TECHNICAL: Final = """
acl aclassoc alb amazon amazonaws amd64 appmesh arch arm arm64 arn asg attr authn autoscaling aws awsfirelens
awslogs awsvpc az bash bin blobs botocore br bridge caas cancelled cgroup cli cloudtrail cloudwatch cni
compute containerd cpu crun ctr dhcp dkr dns docker dockerd dockerfile dualstack ebs ec2 ecr ecs efs efsutils
eigw elasticache elasticbeanstalk elb elbv2 eni enoent eof etc ets exitcode fips firehose firelens fluent
fluentbit fluentd fs fsap gelf ghcr gpu grpc gzip h2 healthcheck http2 httpreaderseeker hvm i386 iam icmp
icmpv6 igw io ip ipc ipv4 ipv6 journald json jwt kb kinesis kms lambda lib libcontainer logdriver loopback mb
mib mkdir ms mtu nacl netns netplugin nfs nfs4 nlb nosuch ns ntp oci oom opt overlay2 pcx pe pl ppc64le proc
pty pv quic rdonly rds rexec rfc riscv64 rr rslvr rtb s3 s390x sdk securitygroup sg sh sha256 sha512 sigabrt
sigint sigkill sigsegv sigterm slr sns sock splunk sqs ssh ssl ssm ssmmessages starport stderr stdin stdout
sts stunnel sudo svc sys syslog tcp tgw tls tlsv1 tmp tmpfs tty udp uid unix usr utc utf utils uuid v1 v2 var
vcpu vgw vpc vpce vpn win32 wronly x509 x86 x86_64 xfs xray
"""

WORDS: Final = frozenset((_SENTENCES + _TECHNICAL).split())
