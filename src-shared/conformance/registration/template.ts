// Texts with places to fill: `{{report.id}}` is a member of what is registered, `{{report}}` all of it as JSON.

const PLACE = /\{\{\s*([\w$-]+(?:\.[\w$-]+|\[\d+])*)\s*\}\}/g
const STEP = /[\w$-]+/g

/** What `report.bucket[0].id` names; undefined where nothing is. */
function memberAt(values: object, path: string): unknown {
  const steps = path.match(STEP) ?? []
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    return (value as Record<string, unknown>)[step]
  }, values)
}

/**
 * @param write how a value stands in this text
 * @throws Error that names the place nothing is known of
 */
export function fillTemplate(text: string, values: object, write: (value: unknown) => string): string {
  return text.replace(PLACE, (place, path: string) => {
    const value = memberAt(values, path)
    if (value === undefined) throw new Error(`${place} is not a member of what is registered`)
    return write(value)
  })
}

/** A text is written without its quotes, which the template has; anything else is JSON. */
export function asJson(value: unknown): string {
  const json = JSON.stringify(value)
  return typeof value === 'string' ? json.slice(1, -1) : json
}

export function asPartOfUrl(value: unknown): string {
  return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
}
