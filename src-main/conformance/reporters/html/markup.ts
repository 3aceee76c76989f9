// HTML in which whatever is put into a template is text, so that nothing a target sent can become markup.

/** Text that is HTML already; only `html` and `trusted` make it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | false | undefined | readonly Part[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
// Controls that HTML cannot hold, and marks that would change the order in which a reader sees the rest.
// eslint-disable-next-line no-control-regex -- these are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

function visible(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function escaped(text: string): string {
  return text.replace(INVISIBLE, visible).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return part.map(rendered).join('')
}

/** A template tag: what stands in the template is HTML, what is put into it is text, `Markup` or a list of these. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(template.map((text, index) => (index === 0 ? text : rendered(parts[index - 1]) + text)).join(''))
}

/** For text of our own only. */
export function trusted(text: string): Markup {
  return new Markup(text)
}
