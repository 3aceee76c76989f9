// The report as one HTML file for people: it needs neither a network nor a script, and its policy forbids both.
import { createHash } from 'node:crypto'
import type { RunReport } from '#shared/conformance/runReport'
import { auxiliarySection } from './auxiliarySection'
import { caseSection } from './caseSection'
import { firstPage } from './firstPage'
import { html, trusted, type Markup } from './markup'
import { STYLE, VERDICT_WORDS, type ShownVerdict } from './style'

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`

function verdictsIn({ cases }: RunReport): Set<ShownVerdict> {
  const found = cases.flatMap((one) => [
    one.verdict,
    ...one.steps.flatMap((step) => [step.verdict, ...step.checks.map((check) => check.verdict)]),
  ])
  return new Set(found)
}

/** Radio buttons that the style sheet looks at; only verdicts that occur can be chosen. */
function filter(report: RunReport): Markup {
  const found = verdictsIn(report)
  const choices = (Object.keys(VERDICT_WORDS) as ShownVerdict[]).filter((verdict) => found.has(verdict))
  const choice = (id: string, word: string, isChosen: boolean) =>
    html`<label><input type="radio" name="show" id="show-${id}" ${isChosen && trusted('checked')} /> ${word}</label> `
  return html`<fieldset class="filter">
    <legend>Show</legend>
    ${choice('all', 'All', true)} ${choices.map((verdict) => choice(verdict, VERDICT_WORDS[verdict], false))}
  </fieldset>`
}

/** One self-contained HTML page: full exchanges, clauses and notes, a filter by verdict, printable, light and dark. */
export function htmlReport(report: RunReport): string {
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="${report.tool.name} ${report.tool.version}" />
        <title>${report.suite} · ${report.target.serverRoot} · ${VERDICT_WORDS[report.verdict]}</title>
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          ${firstPage(report)}
          <h2>What was sent, what came, and what is to be said of it</h2>
          ${filter(report)} ${report.cases.map(caseSection)} ${auxiliarySection(report.auxiliary)}
          <footer>
            Tokens, credentials and configured headers read ***. Bodies that are JSON are laid out one member a line;
            the JSON report has every byte as it came.
          </footer>
        </main>
      </body>
    </html> `
  return text
}
