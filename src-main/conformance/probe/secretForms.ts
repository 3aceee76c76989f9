// The forms in which a target may hand back a secret that it was given.

const utf8 = new TextEncoder()

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

const hexOf = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/** In either case of its letters. */
function hexPattern(hex: string): string {
  return hex.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
}

/** `%41`, also encoded again and again: `%2541`. */
function percentPattern(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => `%(?:25)*${hexPattern(hexOf(byte, 2))}`).join('')
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }
const JSON_ESCAPES: Readonly<Record<string, string>> = { '\t': 't', '\n': 'n', '\r': 'r', '\b': 'b', '\f': 'f' }

function entityPattern(character: string, code: number): string {
  const named = NAMED_ENTITIES[character]
  const numbers = `#(?:0*${code}|[xX]0*${hexPattern(code.toString(16))})`
  return `&(?:amp;)*(?:${named === undefined ? '' : `${named}|`}${numbers});`
}

/**
 * Of one character, besides itself: percent-encoded, escaped as JSON (nested too), as an entity of HTML; a space also `+`.
 * @param isFirst then the backslashes of outer escapes are left alone, as trying them everywhere takes long
 */
function encodedForms(character: string, isFirst = false): string[] {
  const code = character.codePointAt(0) ?? 0
  const units = [...Array(character.length).keys()].map((index) => hexOf(character.charCodeAt(index), 4))
  const letter = JSON_ESCAPES[character]
  const escape = isFirst ? '\\\\' : '\\\\{1,8}'
  return [
    percentPattern(utf8.encode(character)),
    units.map((unit, index) => `${index === 0 ? escape : '\\\\{1,8}'}u${hexPattern(unit)}`).join(''),
    entityPattern(character, code),
    ...(code > 0x7f && code <= 0xff ? [percentPattern([code])] : []),
    ...(letter === undefined ? [] : [`${escape}${letter}`]),
    ...(character === ' ' ? ['\\+'] : []),
  ]
}

function characterPattern(character: string): string {
  const backslashes = /["'\\/]/.test(character) ? '\\\\{0,8}' : ''
  return `(?:${[`${backslashes}${escapeForPattern(character)}`, ...encodedForms(character)].join('|')})`
}

/** Of a text that begins as it is, and of one that begins in another form. */
function patternOf(text: string): { plain: string; encoded: string } {
  const [first = '', ...others] = text
  const rest = others.map(characterPattern).join('')
  return {
    plain: `${escapeForPattern(first)}${rest}`,
    encoded: `(?:${encodedForms(first, true).join('|')})${rest}`,
  }
}

/** `+` and `/` in either alphabet. */
function base64Pattern(digits: string): string {
  return [...digits]
    .map((digit) => {
      if (digit === '+') return `(?:${characterPattern('+')}|-| )`
      if (digit === '/') return `(?:${characterPattern('/')}|_)`
      return digit
    })
    .join('')
}

/** What Base64 makes of it wherever it stands in a longer text: only the digits that nothing beside it touches. */
function base64Cores(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const digits = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const firstOwn = offset === 0 ? 0 : offset + 1
    const isLastShared = (offset + bytes.length) % 3 !== 0
    const core = digits.slice(firstOwn, isLastShared ? -1 : undefined)
    return core.length >= SHORTEST_CORE ? [core] : []
  })
}

/** As a form writes it (WHATWG URL), and as RFC 6749, 2.3.1 has it before Base64. */
function writings(secret: string): string[] {
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  return [...new Set([secret, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1)])]
}

/** Fewer digits are found in texts that have nothing to do with it. */
const SHORTEST_CORE = 8
/** A shorter secret is only taken for one where it stands alone. */
const SHORTEST_PART = 6
/** A long secret is looked for in pieces, so that what was cut off is found too. */
const PIECE = 24

function pieces(text: string): string[] {
  const characters = [...text]
  const count = Math.max(1, Math.floor(characters.length / PIECE))
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * PIECE, index === count - 1 ? undefined : (index + 1) * PIECE).join(''),
  )
}

/** Digits in place of which a target may hand it back. */
function digitPatterns(secret: string): string[] {
  const encodings = [...writings(secret).map((text) => Buffer.from(text)), Buffer.from(secret, 'latin1')]
  const base64 = [...new Set(encodings.flatMap(base64Cores))].map(base64Pattern)
  return [...base64, hexPattern(Buffer.from(secret).toString('hex'))]
}

/** Only where one of these stands can a form begin that is not the text itself. */
const ENCODED_START = '(?=[%\\\\&+])'

/** Matches the secret, or a piece of it, in whatever form; global. */
export function secretPattern(secret: string): RegExp {
  if (secret.length < SHORTEST_PART) {
    const { plain, encoded } = patternOf(secret)
    return new RegExp(`((?<![\\w-])(?:${plain}|${encoded})(?![\\w-]))+`, 'g')
  }
  const long = [...new Set(pieces(secret))].map(patternOf)
  const encoded = `${ENCODED_START}(?:${long.map((one) => one.encoded).join('|')})`
  return new RegExp(`(?:${[...long.map(({ plain }) => plain), ...digitPatterns(secret), encoded].join('|')})+`, 'g')
}
