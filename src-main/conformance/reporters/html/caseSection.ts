// A case with its steps, their checks and exchanges.
import type { CaseResult, CheckResult, StepResult } from '#shared/conformance/runReport'
import { exchangeOf } from './exchange'
import { instant } from './firstPage'
import { html, type Markup } from './markup'
import type { ShownVerdict } from './style'
import { verdictMark } from './verdictMark'

/** What the filter looks for: every verdict that is found in a part of the report. */
function filterClasses(...verdicts: readonly ShownVerdict[]): string {
  return [...new Set(verdicts)].map((verdict) => `has-${verdict}`).join(' ')
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'absent'
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

function compared(check: CheckResult): Markup | undefined {
  if (check.verdict === 'pass' || !('expected' in check)) return undefined
  return html`<dl class="compared code">
    <dt>expected</dt>
    <dd>${shownValue(check.expected)}</dd>
    <dt>actual</dt>
    <dd>${shownValue(check.actual)}</dd>
  </dl>`
}

function checkRow(check: CheckResult): Markup {
  const { id, path, verdict, message, clause, notes } = check
  return html`<tbody class="check ${filterClasses(verdict)}">
    <tr>
      <td>${verdictMark(verdict)}</td>
      <td>
        ${message}
        <div class="quiet code">${id}${path !== undefined && ` at ${path}`}</div>
        ${compared(check)}
        ${notes.map(({ reading, text }) => html`<div class="quiet">Reading ${reading}: ${text}</div>`)}
      </td>
      <td>${clause}</td>
    </tr>
  </tbody>`
}

function checkTable(step: StepResult): Markup {
  return html`<table class="checks" aria-label="Checks of ${step.title}">
    <thead>
      <tr>
        <th scope="col" class="col-verdict">Verdict</th>
        <th scope="col">Check</th>
        <th scope="col" class="col-clause">Clause</th>
      </tr>
    </thead>
    ${step.checks.map(checkRow)}
  </table>`
}

function stepSection(step: StepResult): Markup {
  const verdicts = [step.verdict, ...step.checks.map(({ verdict }) => verdict)]
  return html`<section class="step ${filterClasses(...verdicts)}">
    <header>
      <h4>${step.title}</h4>
      ${verdictMark(step.verdict)}
    </header>
    <p class="code">${step.request.method} ${step.request.url}</p>
    ${step.edited && html`<p class="edited">This request was changed by hand: it is not the suite’s.</p>`}
    ${step.sentAt !== undefined && html`<p class="quiet">Sent ${instant(step.sentAt)}</p>`} ${exchangeOf(step)}
    ${checkTable(step)}
  </section>`
}

export function caseSection(one: CaseResult, index: number): Markup {
  const { id, title, verdict, steps } = one
  const verdicts = steps.flatMap((step) => [step.verdict, ...step.checks.map((check) => check.verdict)])
  return html`<section id="case-${index}" class="case sheet ${filterClasses(verdict, ...verdicts)}">
    <header>
      <div>
        <p class="quiet code">${id}</p>
        <h3>${title}</h3>
      </div>
      ${verdictMark(verdict)}
    </header>
    ${steps.length === 0 && html`<p class="quiet">Nothing was sent.</p>`} ${steps.map(stepSection)}
  </section>`
}
