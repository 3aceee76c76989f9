type Step = Readonly<Record<string, unknown>>

/** What has an id is the same one wherever it was moved to. */
function textOf(step: unknown): string {
  const hasId = typeof step === 'object' && step !== null && 'id' in step
  return JSON.stringify(hasId ? { ...step, at: undefined } : step)
}

/** What was done by hand and is no block of the timeline yet. @param timeline as the YAML says it */
export function notKept(steps: readonly Step[], timeline: unknown): readonly Step[] {
  const blocks = new Set(Array.isArray(timeline) ? timeline.map(textOf) : [])
  return steps.filter((step) => !blocks.has(textOf(step)))
}
