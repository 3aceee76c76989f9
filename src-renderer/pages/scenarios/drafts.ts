// What was typed and not saved yet, kept by the browser: neither a crash nor a reload loses it.
import { z } from 'zod'

const zDraft = z.object({
  text: z.string(),
  /** Of the file it was made from. */
  revision: z.string(),
})
export type Draft = z.infer<typeof zDraft>

const keyOf = (name: string) => `callbox.scenario.${name}`

export function readDraft(name: string, storage: Storage = localStorage): Draft | undefined {
  const kept = storage.getItem(keyOf(name))
  if (kept === null) return undefined
  try {
    return zDraft.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}

/** @returns false when the browser has no room for it: only saving keeps the text then. */
export function keepDraft(name: string, draft: Draft, storage: Storage = localStorage): boolean {
  try {
    storage.setItem(keyOf(name), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function forgetDraft(name: string, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(name))
}
