"""The parts of a text that have a form of their own: times, ARNs, addresses, ids, host names, words."""

from __future__ import annotations

import re
from typing import Final

from fargate_doctor.case.redaction.constants import IN_TEXT

_IDS: Final = (
    "acl|aclassoc|ami|cagw|cgw|dopt|eigw|eipalloc|eipassoc|eni|eni-attach|fl|fs|fsap|fsmt|i|igw|lgw|nat|nia|nip|pcx|pl"
    "|rslvr-autodefined-assoc|rslvr-fdl|rslvr-frg|rslvr-frgassoc|rslvr-in|rslvr-out|rslvr-rr|rslvr-rrassoc|rtb|rtbassoc"
    "|sg|sgr|snap|subnet|subnet-cidr-assoc|tgw|tgw-attach|tgw-rtb|vgw|vol|vpc|vpc-cidr-assoc|vpcbpa-exclude|vpce"
    "|vpce-svc|vpcec|vpn"
)

TOKEN: Final = re.compile(
    rf"""
     (?P<constant>{IN_TEXT.replace(" ", "[ ]")})
    |(?P<time>\b\d{{4}}-\d\d-\d\d(?:[T\x20]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
    |(?P<arn>\barn:(?:aws[a-z-]*|\*):[a-z0-9*?-]*:[a-z0-9*?-]*:[^\s:"']*:[^\s"'<>,;()\[\]{{}}\\]*)
    |(?P<ipv4>(?<![\w.-])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?:/\d{{1,2}}(?!\d))?(?![\w-]|\.\w))
    |(?P<mac>(?<![\w:])[0-9A-Fa-f]{{2}}(?::[0-9A-Fa-f]{{2}}){{5}}(?![\w:]))
    |(?P<ipv6>(?<![\w:.])(?=[0-9A-Fa-f:]*::|(?:[0-9A-Fa-f]{{1,4}}:){{7}})[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*[0-9A-Fa-f:](?:/\d{{1,3}}(?!\d))?(?![\w:]))
    |(?P<host>(?:(?<![\w.-])|(?<=\*\.))(?:[^\W_](?:[\w-]*[^\W_])?\.)+[A-Za-z](?:[\w-]*[^\W_])(?!\w))
    |(?P<id>(?<![\w-])(?:{_IDS})-[0-9a-f]{{1,17}}(?![0-9A-Za-z_]))
    |(?P<uuid>(?<![\w-])[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{12}}(?!\w))
    |(?P<hex>(?<![\w-])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{{16,}}(?![\w-]))
    |(?P<word>\w[\w-]*)
    """,
    re.VERBOSE,
)
"""Tried in this order at every place; what is between two tokens is a sign and stays."""
