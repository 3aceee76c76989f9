// What was asked for besides the cases: tokens fetched, reports registered, what a case takes for given.
import type { AuxiliaryExchange } from '#shared/conformance/runReport'
import { exchangeOf } from './exchange'
import { instant } from './firstPage'
import { html, type Markup } from './markup'

function auxiliaryStep(exchange: AuxiliaryExchange): Markup {
  const { title, at, request, problem } = exchange
  return html`<section class="step">
    <header><h4>${title}</h4></header>
    <p class="code">${request.method} ${request.url}</p>
    ${problem !== undefined && html`<p class="edited">Of no use: ${problem}</p>`}
    <p class="quiet">Sent ${instant(at)}</p>
    ${exchangeOf(exchange)}
  </section>`
}

export function auxiliarySection(auxiliary: readonly AuxiliaryExchange[] = []): Markup | undefined {
  if (auxiliary.length === 0) return undefined
  return html`<h2>Not judged: tokens, registrations and preparations</h2>
    <section class="sheet auxiliary">${auxiliary.map(auxiliaryStep)}</section>`
}
