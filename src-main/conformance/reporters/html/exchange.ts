// One request and its reply, whole.
import type { RecordedRequest, RecordedResponse, StepResult } from '#shared/conformance/runReport'
import { layOutJson } from '../layOutJson'
import { html, type Markup } from './markup'

/** A page holds hundreds of bodies; a browser that is to open it cannot take one of many megabytes. */
const SHOWN_CHARACTERS = 512 * 1024

function headerList(headers: Readonly<Record<string, string>>): Markup {
  return html`<dl class="code">
    ${Object.entries(headers).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

function bodyBlock(body: string | null): Markup {
  if (body === null || body === '') return html`<p class="quiet">No body.</p>`
  const isCut = body.length > SHOWN_CHARACTERS
  const note = `The first ${SHOWN_CHARACTERS} of ${body.length} characters; the JSON report has all.`
  const shown = isCut ? body.slice(0, SHOWN_CHARACTERS) : layOutJson(body)
  return html`${isCut && html`<p class="quiet">${note}</p>`}
    <pre tabindex="0">${shown}</pre>`
}

function requestPart({ method, url, headers, body }: RecordedRequest): Markup {
  return html`<details class="exchange">
    <summary>Request <strong>${method}</strong></summary>
    <p class="code">${method} ${url}</p>
    ${headerList(headers)} ${bodyBlock(body)}
  </details>`
}

function responsePart(response: RecordedResponse | null): Markup {
  if (response === null) return html`<p class="quiet">No reply came.</p>`
  const { status, headers, body, durationMs } = response
  return html`<details class="exchange">
    <summary>Response <strong>${status}</strong> in ${durationMs.toFixed(1)} ms</summary>
    ${headerList(headers)} ${bodyBlock(body)}
  </details>`
}

export function exchangeOf({ request, response }: Pick<StepResult, 'request' | 'response'>): Markup {
  return html`${requestPart(request)} ${responsePart(response)}`
}
