/** JSON of somebody else; undefined, which no JSON stands for, where the text is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
