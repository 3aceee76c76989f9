// The issuer of a data folder without its bench: for `callbox token --data`, which also works while that bench runs,
// because a bench writes the key before it is ready and this only reads it.
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { BenchError } from '#shared/errors/benchError'
import { openStore } from '../../store/store'
import { createIssuer, type Issuer } from '../../simulator/oauth/issuer'
import { zIssuerKeys } from '../../simulator/oauth/issuerKeys'
import { zTokenExpiry } from '../../simulator/oauth/tokenExpiry'
import { randomIds as ids } from '../clocks/ids'
import { resumedClock, zSavedClock } from '../clocks/savedClock'
import { systemWallClock as wall } from '../clocks/wallClock'

/**
 * @param onProblem told of a file of the folder that cannot be read and was set aside
 * @throws BenchError `notFound` when there is no such folder: a typing error would sign with a key nobody knows
 */
export async function withOfflineIssuer<T>(
  folder: string,
  onProblem: (message: string) => void,
  use: (issuer: Issuer) => Promise<T>,
): Promise<T> {
  if (!existsSync(folder)) {
    const message = `--data: there is no folder ${folder}. Name the data folder of the bench that is to accept the token.`
    throw new BenchError('notFound', message, { field: '--data' })
  }
  const store = await openStore({ folder, now: () => wall.now(), onProblem: ({ message }) => onProblem(message) })
  try {
    const [keys, clock, expiries] = await Promise.all([
      store.document('issuer', zIssuerKeys.nullable(), null),
      store.document('clock', zSavedClock.nullable(), null),
      store.document('token-expiries', z.array(zTokenExpiry), []),
    ])
    const now = resumedClock(clock.data, 0, wall.now()).now
    const ports = { clock: { now: () => now }, ids, keys, expiries, origin: () => 'callbox' }
    return await use(createIssuer(ports))
  } finally {
    await store.close()
  }
}
