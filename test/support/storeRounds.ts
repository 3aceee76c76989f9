// Rounds of the kill harness: a store is written to, killed at a random operation and opened again, several times over,
// and after each kill compared with what was promised.
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { StoreFiles } from '#main/store/files'
import { openStore } from '#main/store/store'
import type { Problem } from '#shared/control/views'
import type { Change, Document, Row, RowLog } from '#shared/domain/rowLog'
import { seededRandom } from '#shared/domain/seededRandom'
import { VolatileDisk } from './volatileFiles'

const LIVES = 4
const STEPS = 40
const MAX_OPERATIONS = 120

const zNumbered = z.object({ id: z.string(), number: z.int() })
type Numbered = z.infer<typeof zNumbered>
/** Each commit puts its number into the one row of `head` and changes rows of `body`. */
type Tables = { head: Numbered; body: Numbered }
type Commit = readonly Change<Tables>[]

interface Opened {
  readonly log: RowLog<Tables>
  readonly document: Document<number>
  readonly problems: readonly Problem[]
}

/** What was asked for so far, and up to where it was promised to be on disk. */
class Promises {
  commits: Commit[] = []
  promisedCommits = 0
  newestDocument = 0
  promisedDocument = 0

  /** Takes what was found after a kill as the new beginning. @returns what is wrong with it, if anything. */
  compareWith({ log, document, problems }: Opened): string | undefined {
    if (problems[0] !== undefined) return `a problem was reported: ${problems[0].message}`
    const commitCount = log.table('head').get('head')?.number ?? 0
    if (commitCount < this.promisedCommits) return `commit ${this.promisedCommits} is lost, ${commitCount} was found`
    if (commitCount > this.commits.length) return `commit ${commitCount} was never made`
    const found = new Map([...log.table('body').values()].map((row) => [row.id, row]))
    if (!isDeepStrictEqual(found, bodyAfter(this.commits.slice(0, commitCount))))
      return `commit ${commitCount} is not there whole, or one before it`
    if (document.data < this.promisedDocument)
      return `document ${this.promisedDocument} is lost, ${document.data} found`
    if (document.data > this.newestDocument) return `document ${document.data} was never written`

    this.commits = this.commits.slice(0, commitCount)
    this.promisedCommits = commitCount
    this.newestDocument = this.promisedDocument = document.data
    return undefined
  }
}

function bodyAfter(commits: readonly Commit[]): Map<string, Row> {
  const rows = new Map<string, Row>()
  for (const change of commits.flat()) {
    if (change.table !== 'body') continue
    if ('put' in change) rows.set(change.put.id, change.put)
    else rows.delete(change.remove)
  }
  return rows
}

async function open(files: StoreFiles): Promise<Opened> {
  const problems: Problem[] = []
  const store = await openStore({
    folder: '/data',
    files,
    now: () => 0,
    onProblem: (problem) => problems.push(problem),
    leastChangesToCompact: 12,
  })
  return {
    log: await store.log<Tables>('rows', { head: zNumbered, body: zNumbered }),
    document: await store.document('number', z.int(), 0),
    problems,
  }
}

/** Writes at random without waiting for each answer, as many clients do, and notes what is answered. */
async function write({ log, document }: Opened, promises: Promises, random: () => number): Promise<void> {
  const under = (limit: number) => Math.floor(random() * limit)
  const answers: Promise<void>[] = []
  const note = (answer: Promise<void>, keep: () => void) => answers.push(answer.then(keep, () => undefined))

  for (let step = 0; step < STEPS; step++) {
    if (random() < 0.3) {
      const number = ++promises.newestDocument
      note(document.replace(number), () => (promises.promisedDocument = Math.max(promises.promisedDocument, number)))
    } else {
      const number = promises.commits.length + 1
      const commit = [{ table: 'head', put: { id: 'head', number } }, ...bodyChanges(number, under)] as const
      promises.commits.push(commit)
      note(log.commit(commit), () => (promises.promisedCommits = Math.max(promises.promisedCommits, number)))
    }
    if (random() < 0.3) await Promise.all(answers)
  }
  await Promise.all(answers)
}

function bodyChanges(number: number, under: (limit: number) => number): Change<Tables>[] {
  return Array.from({ length: 1 + under(4) }, () => {
    const id = `row${under(6)}`
    return under(4) === 0 ? { table: 'body', remove: id } : { table: 'body', put: { id, number } }
  })
}

/**
 * One round: several lives on one disk, each ended by a kill.
 * @param alter the files that the store gets, to take something away from them
 * @returns what was lost or wrong, if anything
 */
export async function playRound(
  seed: number,
  alter: (files: StoreFiles) => StoreFiles = (files) => files,
): Promise<string | undefined> {
  const random = seededRandom(seed)
  const disk = new VolatileDisk(random)
  const promises = new Promises()
  for (let life = 0; life < LIVES; life++) {
    if (random() < 0.3) await dieWhileOpening(disk, alter, random)
    const opened = await open(alter(disk.files()))
    const wrong = promises.compareWith(opened)
    if (wrong !== undefined) return `seed ${seed}, life ${life}: ${wrong}`
    disk.killAfter(Math.floor(random() * MAX_OPERATIONS))
    await write(opened, promises, random)
    disk.kill()
  }
  return undefined
}

async function dieWhileOpening(
  disk: VolatileDisk,
  alter: (files: StoreFiles) => StoreFiles,
  random: () => number,
): Promise<void> {
  disk.killAfter(Math.floor(random() * 8))
  await open(alter(disk.files())).catch(() => undefined)
  disk.kill()
}
