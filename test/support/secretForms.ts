// The forms in which a server may hand back a text, written independently of how they are looked for.

const percentEvery = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')

const unicodeEvery = (text: string) =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

const escapedHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

const json = (text: string) => JSON.stringify(text).slice(1, -1)

/** By the name of each form. */
export function formsOf(text: string): Record<string, string> {
  const base64 = (prefix: string, suffix = '') => Buffer.from(`${prefix}${text}${suffix}`).toString('base64')
  return {
    'plain text': text,
    JSON: json(text),
    'JSON within JSON': json(json(text)),
    'a URL component': encodeURIComponent(text),
    'a URL component in lower case': encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
    'a URL component within another': encodeURIComponent(encodeURIComponent(text)),
    'a form': new URLSearchParams({ '': text }).toString().slice(1),
    'percent-encoded bytes': percentEvery(text),
    'unicode escapes': unicodeEvery(text),
    HTML: escapedHtml(text),
    Base64: base64(''),
    'Base64 behind a name': base64('me:'),
    'Base64 in the midst': base64('ab', 'cd'),
    base64url: Buffer.from(`x${text}`).toString('base64url'),
    'Base64 in a URL': encodeURIComponent(base64('')),
    'Base64 of a form': Buffer.from(`me:${encodeURIComponent(text)}`).toString('base64'),
    hexadecimal: Buffer.from(text).toString('hex'),
  }
}
