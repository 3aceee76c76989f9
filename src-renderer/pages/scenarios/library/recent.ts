/** Where the browser keeps the names of the scenarios that were opened last, newest first. */
export const RECENT_KEY = 'callbox.recent-scenarios'

const MOST = 8

export function withRecent(names: readonly string[], name: string): string[] {
  return [name, ...names.filter((other) => other !== name)].slice(0, MOST)
}
