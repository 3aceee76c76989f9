// What a reader sees first: the verdict, whether this is evidence, what was tested, when and by whom, and every case in a line.
import { evidenceProblems } from '#shared/conformance/evidenceProblems'
import type { CaseResult, RunReport } from '#shared/conformance/runReport'
import { failedChecksOf } from '../failedChecks'
import { html, type Markup } from './markup'
import { verdictMark } from './verdictMark'

function banner(report: RunReport): Markup | undefined {
  const problems = evidenceProblems(report)
  if (problems.length === 0) return undefined
  return html`<section class="banner" role="note">
    <strong>Not evidence</strong>
    <ul>
      ${problems.map((problem) => html`<li>${problem}</li>`)}
    </ul>
  </section>`
}

/** `2026-11-15 12:00:00.000 UTC` */
export function instant(text: string): string {
  return text.replace('T', ' ').replace(/Z$/, ' UTC')
}

function tookSeconds({ startedAt, finishedAt }: RunReport): string {
  return ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1)
}

function casesInWords({ passed, failed, inconclusive, errors, notRun }: RunReport['summary']): string {
  return `${passed} passed, ${failed} failed, ${inconclusive} inconclusive, ${errors} errors, ${notRun} not run`
}

function facts(report: RunReport): Markup {
  const { suite, suiteVersion, target, tool, startedAt, finishedAt, benchClock, strict, ranBy, summary } = report
  const rows: [string, string | undefined][] = [
    ['Target', target.serverRoot],
    ['Suite', `${suite}, version ${suiteVersion}`],
    ['Cases', casesInWords(summary)],
    ['Tolerances', strict ? 'none: a strict run' : 'as the readings below say'],
    ['Run by', ranBy],
    ['Started', `${instant(startedAt)} (wall clock)`],
    ['Finished', `${instant(finishedAt)} (wall clock), after ${tookSeconds(report)} s`],
    ['Bench clock at the start', benchClock === undefined ? 'none: the target is not this bench' : instant(benchClock)],
    ['Tool', `${tool.name} ${tool.version}`],
  ]
  return html`<dl class="sheet">
    ${rows.map(
      ([name, value]) =>
        value !== undefined &&
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

function caseRow(one: CaseResult, index: number): Markup {
  const checks = one.steps.flatMap((step) => step.checks)
  const passed = checks.filter(({ verdict }) => verdict === 'pass').length
  return html`<tr>
    <td class="keep"><a href="#case-${index}" class="code">${one.id}</a></td>
    <td>${one.title}</td>
    <td class="keep">${verdictMark(one.verdict)}</td>
    <td class="number">${checks.length === 0 ? '' : `${passed} of ${checks.length}`}</td>
  </tr>`
}

function caseTable(cases: readonly CaseResult[]): Markup {
  return html`<h2 id="cases">Cases</h2>
    <table class="sheet cases" aria-labelledby="cases">
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col">Title</th>
          <th scope="col">Verdict</th>
          <th scope="col" class="number">Checks passed</th>
        </tr>
      </thead>
      <tbody>
        ${cases.map(caseRow)}
      </tbody>
    </table>`
}

/** More of them would push the table of cases from the first page. */
const LISTED_FINDINGS = 12

/** What a reader has to look at, each with the way to it. */
function findings({ cases }: RunReport): Markup | undefined {
  const found = cases.flatMap((one, index) => failedChecksOf(one).map(({ check }) => ({ one, index, check })))
  if (found.length === 0) return undefined
  const more = found.length - LISTED_FINDINGS
  return html`<h2>What did not pass</h2>
    <ol class="sheet findings">
      ${found.slice(0, LISTED_FINDINGS).map(
        ({ one, index, check }) =>
          html`<li>
            ${verdictMark(check.verdict)}
            <div>
              ${check.message}
              <div class="quiet"><a href="#case-${index}" class="code">${one.id}</a> · ${check.clause}</div>
            </div>
          </li>`,
      )}
      ${more > 0 && html`<li><span></span> <span class="quiet">and ${more} more, in the cases below</span></li>`}
    </ol>`
}

/** Each reading that some check relied on, once, in the order of their numbers. */
function readings({ cases }: RunReport): Markup | undefined {
  const notes = cases.flatMap(({ steps }) => steps.flatMap(({ checks }) => checks.flatMap((check) => check.notes)))
  const texts = new Map(notes.map((note) => [`${note.reading} ${note.text}`, note]))
  if (texts.size === 0) return undefined
  const sorted = [...texts.values()].sort((a, b) => a.reading.localeCompare(b.reading, 'en', { numeric: true }))
  return html`<h2>Readings of the document that checks relied on</h2>
    <dl class="sheet">
      ${sorted.map(
        ({ reading, text }) =>
          html`<dt>${reading}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>`
}

export function firstPage(report: RunReport): Markup {
  return html`<div class="first-page">
    <header class="title">
      <div>
        <p class="quiet">Conformance report</p>
        <h1>${report.suite}</h1>
      </div>
      ${verdictMark(report.verdict)}
    </header>
    ${banner(report)} ${facts(report)} ${findings(report)} ${caseTable(report.cases)} ${readings(report)}
  </div>`
}
