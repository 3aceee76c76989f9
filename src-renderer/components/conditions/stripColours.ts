/** The window's tokens as a canvas needs them; other ones in the dark. */
export interface StripColours {
  readonly line: string
  readonly muted: string
  readonly grid: string
  readonly future: string
  readonly violation: string
}

export function stripColours(): StripColours {
  const styles = getComputedStyle(document.documentElement)
  const token = (name: string) => styles.getPropertyValue(name).trim()
  return {
    line: token('--ui-text-highlighted'),
    muted: token('--ui-text-muted'),
    grid: token('--ui-border'),
    future: token('--ui-bg-elevated'),
    violation: token('--ui-error'),
  }
}
