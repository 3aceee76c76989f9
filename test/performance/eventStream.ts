import { expect } from 'vitest'
import type { Contestant } from './contestant'

interface Ready {
  controlUrl: string
  controlToken: string
}

/** As a window has it open. @returns what closes it */
export async function openEventStream(callbox: Contestant): Promise<() => Promise<void>> {
  const { controlUrl, controlToken } = JSON.parse(callbox.firstLine) as Ready
  const ending = new AbortController()
  const headers = { authorization: `Bearer ${controlToken}` }
  const response = await fetch(`${controlUrl}/control/v1/events`, { headers, signal: ending.signal })
  expect(response.status).toBe(200)
  const reading = response.body?.pipeTo(new WritableStream()).catch(() => undefined)
  return async () => {
    ending.abort()
    await reading
  }
}
