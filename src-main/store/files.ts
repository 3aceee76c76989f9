// The little of a file system that the store needs, as a port: durability is tested on files that forget whatever was
// not fsynced (test/support/volatileFiles.ts).
import { access, mkdir, open, readdir, readFile, rename, rm, truncate, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface OpenFile {
  /** Writes at the end. A failure may leave a part behind. */
  append(bytes: Uint8Array): Promise<void>
  /** Resolves when the content is on disk; the file's name may not be, see `syncFolder`. */
  sync(): Promise<void>
  close(): Promise<void>
}

export interface StoreFiles {
  /** @returns undefined when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>
  exists(path: string): Promise<boolean>
  /** Creates an empty file, or empties the one that is there. */
  create(path: string): Promise<OpenFile>
  /** Opens a file that is there, to go on at its end. */
  open(path: string): Promise<OpenFile>
  /** Cuts a file off after `length` bytes. */
  truncate(path: string, length: number): Promise<void>
  /** Gives a file another name; one that has this name is replaced. */
  rename(from: string, to: string): Promise<void>
  /** Does nothing when there is no such file. */
  remove(path: string): Promise<void>
  /** The names in a folder; none when there is no such folder. */
  list(folder: string): Promise<string[]>
  /** Resolves when the names in the folder (creations, renames, removals) are on disk. */
  syncFolder(folder: string): Promise<void>
  /** Creates the folder and those above it, names on disk; readable by this user only, for it will hold credentials. */
  makeFolder(folder: string): Promise<void>
}

function opened(handle: FileHandle): OpenFile {
  return {
    // `appendFile` would turn to the event loop for every 512 kB
    append: async (bytes) => {
      for (let from = 0; from < bytes.length; from += (await handle.write(bytes, from)).bytesWritten);
    },
    sync: () => handle.datasync(), // the size is flushed with the data, which is all that a reader needs
    close: () => handle.close(),
  }
}

/** For a promise that is rejected because there is no such file. */
function whenAbsent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // NTFS journals names itself, and a folder cannot be opened there
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function makeFolder(folder: string): Promise<void> {
  const topmostMade = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (topmostMade === undefined) return
  for (let made = folder; made.length >= topmostMade.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** The files of this machine. */
export const nodeFiles: StoreFiles = {
  read: (path) => readFile(path).catch(whenAbsent(undefined)),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  create: async (path) => opened(await open(path, 'w', 0o600)),
  open: async (path) => opened(await open(path, 'a', 0o600)),
  truncate,
  rename,
  remove: (path) => rm(path, { force: true }),
  list: (folder) => readdir(folder).catch(whenAbsent([])),
  syncFolder,
  makeFolder,
}
