import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { killStartingCallbox, serveUntilTestEnds } from '../support/callboxProcess'
import { camaraClient } from '../support/camaraClient'
import { Promises } from '../support/promises'
import { seededRandom } from '#shared/domain/seededRandom'
import { temporaryFolder } from '../support/temporaryFolder'
import { resourcesOf, writeUntilGone, type LoadedBench } from '../support/writeLoad'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 20)
/** A folder that grew for longer would only make the rounds slower. */
const ROUNDS_OF_A_FOLDER = 10
const MOST_ANSWERS = 40
/** After the last answer that is waited for: any instant on the way to the next ones. */
const LONGEST_WAIT_MS = 20
const LONGEST_START_MS = 500

/** A start on a used folder, judged by what was promised before; its state is what is promised from here on. */
async function startAndCompare(folder: string, token: string | undefined, promises: Promises): Promise<LoadedBench> {
  const bench = await serveUntilTestEnds(folder)
  const app = camaraClient(bench.serverRoot)
  if (token === undefined) await app.authenticate()
  else app.useToken(token)
  const found = await resourcesOf({ bench, app })
  expect((await bench.control.readState()).problems).toEqual([])
  if (token !== undefined) expect(promises.broken(found)).toEqual([])
  promises.adopt(found)
  return { bench, app }
}

/** So many kills of benches that share one folder, and one more during its first start. */
async function killOver(rounds: number, seed: number): Promise<void> {
  const random = seededRandom(seed)
  const folder = temporaryFolder()
  const promises = new Promises()
  await killStartingCallbox(folder, random() * LONGEST_START_MS)
  let token: string | undefined
  for (let round = 0; round < rounds; round++) {
    const { bench, app } = await startAndCompare(folder, token, promises)
    token = app.token()
    const gone = writeUntilGone({ bench, app }, promises, random)
    await Promise.race([promises.answered(1 + Math.floor(random() * MOST_ANSWERS)), gone])
    await sleep(random() * LONGEST_WAIT_MS)
    await bench.end('SIGKILL')
    await gone
  }
  await (await startAndCompare(folder, token, promises)).bench.end('SIGKILL')
}

describe('a bench that is killed at random instants while clients write to it', () => {
  it(
    `has after each of ${ROUNDS} kills everything that it answered with success`,
    async () => {
      for (let done = 0; done < ROUNDS; done += ROUNDS_OF_A_FOLDER) {
        await killOver(Math.min(ROUNDS_OF_A_FOLDER, ROUNDS - done), done + 1)
      }
    },
    ROUNDS * 10_000,
  )
})
