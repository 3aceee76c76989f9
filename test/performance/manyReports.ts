// A data folder with many usage reports: the three of the certification, and others like them that belong to nobody of these.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startCallbox, temporaryFolderUntilExit } from './contestant'

interface Envelope {
  readonly data: readonly Record<string, unknown>[]
}

const period = { startDateTime: 'start of month', endDateTime: 'end of month' }

function otherReport(number: number): Record<string, unknown> {
  const user = { id: `user${Math.floor(number / 2)}` }
  return {
    id: `other${number}`,
    name: `report of user ${user.id}`,
    effectiveDate: 'now',
    bucket: [
      {
        id: `b${number}`,
        usageType: 'data',
        product: { id: `p${number}`, user },
        bucketBalance: [{ unit: 'MB', remainingValue: number % 500, validFor: period }],
        bucketCounter: [{ unit: 'MB', value: number % 300, validFor: period }],
      },
    ],
    relatedParty: [user],
  }
}

/** A folder that a bench has used and left, with so many reports. */
export async function folderWithReports(count: number): Promise<string> {
  const folder = await temporaryFolderUntilExit()
  const first = await startCallbox({ folder })
  await first.stop()
  const file = join(folder, 'usage-reports.json')
  const envelope = JSON.parse(await readFile(file, 'utf8')) as Envelope
  const others = Array.from({ length: count - envelope.data.length }, (_, index) => otherReport(index))
  await writeFile(file, JSON.stringify({ ...envelope, data: [...envelope.data, ...others] }))
  return folder
}

export const LIST = '/usageManagement/v1/usageConsumptionReport'

/** Some of them by id, spread over all there are. */
export function pathsById(count: number, asked: number): string[] {
  const others = count - 3
  if (others <= 0) return ['ur001', 'ur002', 'ur003'].map((id) => `${LIST}/${id}`)
  return Array.from({ length: asked }, (_, index) => `${LIST}/other${Math.floor((index * others) / asked)}`)
}

/** Lists of one user each, of two reports. */
export function filteredPaths(count: number, asked: number): string[] {
  const users = Math.floor((count - 3) / 2)
  if (users <= 0) return [`${LIST}?relatedParty.id=u1`]
  return Array.from(
    { length: asked },
    (_, index) => `${LIST}?relatedParty.id=user${Math.floor((index * users) / asked)}`,
  )
}
