// Headers as people write them: `Name: value`, one a line.

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
const HEADER_LINE = /^\s*([^\s:]+)\s*:(.*)$/

/** Why a line is no header, to be told before anything is sent; undefined: all of them are. */
export function headerLineProblem(text: string): string | undefined {
  for (const line of linesOf(text)) {
    const [, name, value = ''] = HEADER_LINE.exec(line) ?? []
    if (name === undefined) return `has “${line.trim()}”, which is no header: write Name: value, one a line`
    if (value.trim() === '')
      return `has no value for ${name}: write it again, as secrets are not remembered, or remove the line`
  }
  return undefined
}

export function headersOf(text: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(text).flatMap((line) => {
      const [, name, value = ''] = HEADER_LINE.exec(line) ?? []
      return name === undefined ? [] : [[name, value.trim()]]
    }),
  )
}

export function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
