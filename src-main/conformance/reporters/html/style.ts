// The look of the HTML report, on screen (light and dark) and on paper. Colour means a verdict and nothing else.
import type { CheckVerdict, Verdict } from '#shared/conformance/verdict'

export type ShownVerdict = CheckVerdict | Verdict

export const VERDICT_WORDS: Readonly<Record<ShownVerdict, string>> = {
  fail: 'Fail',
  error: 'Error',
  inconclusive: 'Inconclusive',
  pass: 'Pass',
  notSupported: 'Not supported',
  observation: 'Observation',
  notRun: 'Not run',
}

/** Choosing a verdict hides what does not have it; without a script, and only on screen: paper shows everything. */
const FILTER_RULES = (Object.keys(VERDICT_WORDS) as ShownVerdict[])
  .map((verdict) => {
    const chosen = `body:has(#show-${verdict}:checked)`
    return `${chosen} :is(.case, .step, tbody.check):not(.has-${verdict}) { display: none }`
  })
  .join('\n  ')

export const STYLE = `
:root {
  color-scheme: light dark;
  --desk: #f4f4f5; --sheet: #fff; --soft: #fafafa; --line: #e4e4e7; --strong-line: #d4d4d8;
  --ink: #27272a; --head: #09090b; --quiet: #52525b;
  --good: #166534; --bad: #b91c1c; --doubt: #92400e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --desk: #0c0c0e; --sheet: #17171a; --soft: #1d1d21; --line: #2b2b30; --strong-line: #45454d;
    --ink: #e4e4e7; --head: #fafafa; --quiet: #a1a1aa;
    --good: #4ade80; --bad: #f87171; --doubt: #fbbf24;
  }
}
* { box-sizing: border-box }
body {
  margin: 0; background: var(--desk); color: var(--ink); font-variant-numeric: tabular-nums;
  font: 14px/1.5 'Inter Variable', Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1, h2, h3, h4, p { margin: 0 }
h1 { font-size: 1.5rem; line-height: 1.25; color: var(--head); overflow-wrap: anywhere }
h2 { font-size: 1.0625rem; color: var(--head); margin: 2rem 0 .5rem }
h3 { font-size: 1rem; color: var(--head) }
h4 { font-size: .875rem; font-weight: 600; color: var(--head) }
a { color: inherit }
:focus-visible { outline: 2px solid var(--head); outline-offset: 2px }
code, pre, .code { font-family: 'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .8125rem }
.quiet { color: var(--quiet) }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 4px }
.title { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; justify-content: space-between; margin-bottom: 1rem }
.title .verdict { font-size: 1.25rem }
.verdict { display: inline-flex; gap: .4em; align-items: center; font-weight: 600; white-space: nowrap }
.verdict::before { content: ''; width: .7em; height: .7em; border: .14em solid currentColor; border-radius: 50%; flex: none }
.v-pass { color: var(--good) } .v-pass::before { background: currentColor }
.v-fail { color: var(--bad) } .v-fail::before { border-radius: 0; background: currentColor }
.v-error, .v-inconclusive { color: var(--doubt) } .v-error::before, .v-inconclusive::before { border-radius: 0; rotate: 45deg; scale: .85 }
.v-notRun, .v-notSupported, .v-observation { color: var(--quiet) }
.banner { border: 2px solid var(--doubt); border-radius: 4px; background: var(--sheet); padding: .75rem 1rem; margin: 0 0 1rem }
.banner strong { color: var(--doubt); font-size: 1.0625rem }
.findings { padding: .25rem 0; margin: 0; list-style: none }
.findings li { padding: .3rem 1rem; display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem; align-items: baseline; border-bottom: 1px solid var(--line); break-inside: avoid }
.findings li:last-child { border-bottom: 0 }
.edited { font-weight: 600; color: var(--doubt) }
.banner ul { margin: .25rem 0 0; padding-left: 1.25rem }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.5rem; margin: 0; padding: .75rem 1rem }
dt { color: var(--quiet) }
dd { margin: 0; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
th { text-align: left; font-weight: 500; color: var(--quiet); font-size: .8125rem }
th, td { padding: .4rem .75rem; vertical-align: baseline; border-bottom: 1px solid var(--line) }
tbody:last-child > tr:last-child > td { border-bottom: 0 }
.number { text-align: right; white-space: nowrap }
td { overflow-wrap: anywhere }
td.keep { white-space: nowrap }
.filter { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; border: 0; padding: .5rem 0; margin: 0; position: sticky; top: 0; background: var(--desk); z-index: 1 }
.filter legend { float: left; padding: 0; margin-right: 1rem; color: var(--quiet) }
.filter label { display: inline-flex; gap: .4rem; align-items: center; cursor: pointer }
.filter input { accent-color: var(--head); margin: 0 }
.case { margin-bottom: 1rem; scroll-margin-top: 3rem }
.case > header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; align-items: baseline; padding: .75rem 1rem; border-bottom: 1px solid var(--line) }
.case > p { padding: .75rem 1rem }
.step { padding: .75rem 0 0; border-top: 1px solid var(--strong-line) }
header + .step { border-top: 0 }
.step > header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; align-items: baseline; padding: 0 1rem }
.step > p, .step > details { padding: .25rem 1rem }
.step > .code { overflow-wrap: anywhere }
.checks { table-layout: fixed; margin-top: .5rem }
.checks .col-verdict { width: 9rem } .checks .col-clause { width: 17rem }
tbody.check td { border-bottom: 1px solid var(--line) }
.compared { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 .75rem; padding: .25rem 0 }
.compared dd { white-space: pre-wrap }
summary { cursor: pointer; color: var(--quiet); padding: .15rem 0 }
summary strong { color: var(--ink); font-weight: 600 }
.exchange dl { padding: .25rem 0 .5rem }
pre { margin: 0 0 .75rem; padding: .5rem .75rem; background: var(--soft); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; tab-size: 2 }
footer { margin-top: 2rem; color: var(--quiet); font-size: .8125rem }
@media screen and (max-width: 48rem) {
  main { padding: 1rem .75rem 3rem }
  dl.sheet { grid-template-columns: minmax(0, 1fr); gap: 0 }
  dl.sheet dd { margin-bottom: .5rem }
  .findings li { grid-template-columns: 5rem minmax(0, 1fr) }
  .exchange dl { grid-template-columns: minmax(0, 1fr); gap: 0 }
  .exchange dd { padding-left: 1rem }
  table.cases, .checks { display: block }
  table.cases > *, .checks > * { display: block }
  table.cases thead, .checks thead { display: none }
  table.cases tr, .checks tr { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline; padding: .5rem 1rem; border-bottom: 1px solid var(--line) }
  table.cases tbody tr:last-child { border-bottom: 0 }
  table.cases td, .checks td { padding: 0; border: 0; min-width: 0 }
  table.cases td:nth-child(2), .checks td:nth-child(2) { flex: 1 1 100%; order: 1 }
  table.cases td:nth-child(3) { margin-left: auto }
  .checks td:nth-child(3) { flex: 1; color: var(--quiet); text-align: right }
}
@media screen {
  pre { max-height: 32rem; overflow-y: auto }
  ${FILTER_RULES}
}
@media print {
  @page { size: A4; margin: 14mm 12mm 16mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif } }
  :root {
    color-scheme: light;
    --desk: #fff; --sheet: #fff; --soft: #fafafa; --line: #d4d4d8; --strong-line: #a1a1aa;
    --ink: #18181b; --head: #000; --quiet: #3f3f46; --good: #166534; --bad: #b91c1c; --doubt: #92400e;
  }
  * { print-color-adjust: exact }
  body { font-size: 9pt }
  code, pre, .code { font-size: 7.5pt }
  main { max-width: none; padding: 0 }
  .filter { display: none }
  .first-page { break-after: page }
  .case { border: 0; border-top: 1.5pt solid var(--ink); border-radius: 0 }
  .case > header, .step > header, .step > p, summary, tr { break-inside: avoid }
  .case > header, .step > header { break-after: avoid }
  thead { display: table-header-group }
  details::details-content { content-visibility: visible; height: auto; display: block }
  .checks .col-verdict { width: 7rem } .checks .col-clause { width: 11rem }
  a { text-decoration: none }
}
`
