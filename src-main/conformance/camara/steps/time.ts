// The clock of the target: the bench's own, or as good as the wall's.
import { given, type Given } from '../scenario/action'
import type { World } from '../world/world'
import { setMember } from './draftBody'

/** The target's present instant. */
export async function nowOf({ unseen: { bench }, wall }: World): Promise<number> {
  return bench ? (await bench.readState()).clock.now : wall.now()
}

/** Long enough to create a subscription, short enough to wait for its end. */
const NEAR_MS = 4000

export function expiresSoon(path: string): Given {
  return given('an expiry in the near future', async (world) => {
    world.expiresInMs = NEAR_MS
    setMember(world, path, new Date((await nowOf(world)) + NEAR_MS).toISOString())
  })
}

export function expiredAlready(path: string): Given {
  return given('an expiry in the past', async (world) => {
    setMember(world, path, new Date((await nowOf(world)) - 3_600_000).toISOString())
  })
}

/** Jumps there on our own bench; elsewhere that long is waited. */
export const expiryComes = given(
  'the subscription expires',
  async ({ hands: { bench }, wall, signal, expiresInMs = 0 }) => {
    if (bench) {
      await bench.setClock({ body: { advanceSeconds: expiresInMs / 1000 } })
      return
    }
    await new Promise<void>((resolve) => {
      const cancel = wall.schedule(expiresInMs, resolve)
      signal?.addEventListener('abort', () => (cancel(), resolve()), { once: true })
    })
  },
)
