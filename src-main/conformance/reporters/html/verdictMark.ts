import { html, type Markup } from './markup'
import { VERDICT_WORDS, type ShownVerdict } from './style'

export function verdictMark(verdict: ShownVerdict): Markup {
  return html`<span class="verdict v-${verdict}">${VERDICT_WORDS[verdict]}</span>`
}
