import { describe, expect, it } from 'vitest'
import type { OpenFile, StoreFiles } from '#main/store/files'
import { playRound } from '../support/storeRounds'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 20)
const ROUNDS_TO_FIND_A_LOSS = 20

/** @returns what the first round that lost something lost; its seed repeats it. */
async function firstLoss(rounds: number, alter?: (files: StoreFiles) => StoreFiles): Promise<string | undefined> {
  for (let seed = 1; seed <= rounds; seed++) {
    const loss = await playRound(seed, alter)
    if (loss !== undefined) return loss
  }
  return undefined
}

const unsynced = (file: OpenFile): OpenFile => ({ ...file, sync: () => Promise.resolve() })

/** Files of which those that were created under such a name are never fsynced. */
function withoutSyncOfCreated(name: string): (files: StoreFiles) => StoreFiles {
  return (files) => ({
    ...files,
    create: async (path) => (path.endsWith(name) ? unsynced(await files.create(path)) : files.create(path)),
  })
}

function withoutSyncOfAppended(files: StoreFiles): StoreFiles {
  return { ...files, open: async (path) => unsynced(await files.open(path)) }
}

/** The folder is not fsynced after a rename to such a name. */
function withoutSyncAfterRename(name: string): (files: StoreFiles) => StoreFiles {
  return (files) => {
    let lastName = ''
    return {
      ...files,
      rename: async (from, to) => {
        await files.rename(from, to)
        lastName = to
      },
      syncFolder: async (folder) => {
        if (!lastName.endsWith(name)) await files.syncFolder(folder)
      },
    }
  }
}

describe('the store, when every byte and name that was not fsynced is lost', () => {
  it(`keeps all that it promised, whole, over ${ROUNDS} rounds of kills`, async () => {
    expect(await firstLoss(ROUNDS)).toBeUndefined()
  })

  it.each([
    ['a document', withoutSyncOfCreated('.json.tmp')],
    ['the folder after a document', withoutSyncAfterRename('.json')],
    ['what was appended', withoutSyncOfAppended],
    ['a compacted log', withoutSyncOfCreated('.jsonl.tmp')],
    ['the folder after a compacted log', withoutSyncAfterRename('.jsonl')],
  ])('loses something as soon as %s is not fsynced', async (_, alter) => {
    expect(await firstLoss(ROUNDS_TO_FIND_A_LOSS, alter)).toMatch(/^seed/)
  })
})
