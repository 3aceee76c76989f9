// The issuer of a data folder without its bench: for `callbox token --data`, which also works while that bench runs,
// because a bench writes the key before it is ready and this only reads it.
import { openStore } from '../store/store'
import { createIssuer, type Issuer } from '../simulator/oauth/issuer'
import { zIssuerKeys } from '../simulator/oauth/issuerKeys'
import { zSavedClock } from './benchStore'
import { randomIds as ids } from './ids'
import { resumedClock } from './savedClock'
import { systemWallClock as wall } from './wallClock'

export async function withOfflineIssuer<T>(folder: string, use: (issuer: Issuer) => Promise<T>): Promise<T> {
  const problems: string[] = []
  const store = await openStore({ folder, now: () => wall.now(), onProblem: ({ message }) => problems.push(message) })
  try {
    const [keys, clock] = await Promise.all([
      store.document('issuer', zIssuerKeys.nullable(), null),
      store.document('clock', zSavedClock.nullable(), null),
    ])
    const now = resumedClock(clock.data, 0, wall.now()).now
    return await use(createIssuer({ clock: { now: () => now }, ids, keys, origin: () => 'callbox' }))
  } finally {
    await store.close()
  }
}
