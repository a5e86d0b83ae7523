"""How a page looks: one column, system fonts, a verdict as colour beside its mark and word."""

from __future__ import annotations

from typing import Final

STYLE: Final = """\
:root { color-scheme: light dark; --ink: #1b1f24; --page: #ffffff; --soft: #f3f5f7; --line: #c9d1d9;
  --pass: #1a7f37; --fail: #c62828; --unknown: #8a5a00; --not_applicable: #6e7781; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --page: #0d1117; --soft: #161b22;
  --line: #3d444d; --pass: #56d364; --fail: #ff7b72; --unknown: #e3b341; --not_applicable: #9198a1; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 .5em; overflow-wrap: anywhere; }
h2 { border-bottom: 1px solid var(--line); padding-bottom: .25em; }
h1 { margin-top: 0; } h4, h5, h6 { font-size: 1em; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: .75em;
  white-space: pre-wrap; }
blockquote { margin: .75em 0; padding: .1em 1em; border-left: 4px solid var(--line); }
blockquote footer { color: var(--not_applicable); font-size: .9em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15em 1.25em; }
dt { color: var(--not_applicable); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: left; overflow-wrap: anywhere; }
th[scope=row] { font-weight: normal; }
.step { margin: .5em 0; }
.mark { font-weight: bold; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .unknown { color: var(--unknown); }
.not_applicable { color: var(--not_applicable); }
figure { margin: 1em 0; } figure svg { width: 100%; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg .id { font: 11px ui-monospace, monospace; }
svg rect { fill: var(--soft); stroke: var(--line); } svg path { stroke: var(--not_applicable); fill: none; }
svg .head { fill: var(--not_applicable); stroke: none; }
svg g.pass rect { stroke: var(--pass); } svg g.pass .sign { fill: var(--pass); }
svg g.fail rect { stroke: var(--fail); stroke-width: 3; } svg g.fail .sign { fill: var(--fail); }
svg g.unknown rect { stroke: var(--unknown); stroke-dasharray: 5 3; } svg g.unknown .sign { fill: var(--unknown); }
svg .sign { font-weight: bold; font-size: 15px; }
@media print { :root { color-scheme: light; --ink: #000; --page: #fff; } main { max-width: none; padding: 0; }
  body { font-size: 11pt; } blockquote, pre, table, figure, .step { break-inside: avoid; }
  h2, h3, h4, h5, h6 { break-after: avoid; } a { color: inherit; } }
"""
