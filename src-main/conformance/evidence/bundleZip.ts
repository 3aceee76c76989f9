// Reads the zip file of a bundle, and nothing that is only nearly one. Libraries are lenient on purpose: of two entries
// with one name they show one, and they skip what lies between entries or behind the end. Evidence has no such places.
import { crc32, inflateRawSync } from 'node:zlib'

/** Of all files of a bundle together, unpacked; also bounds what a small file can unfold to. */
export const LARGEST_BUNDLE_BYTES = 512 * 1024 * 1024
const MOST_ENTRIES = 64

const LOCAL_HEADER = { mark: 0x04034b50, bytes: 30 }
const CENTRAL_HEADER = { mark: 0x02014b50, bytes: 46 }
const END_RECORD = { mark: 0x06054b50, bytes: 22 }
/** From the version needed to the lengths of name and extra field: local and central header say the same. */
const COMMON_BYTES = 26
const STORED = 0
const DEFLATED = 8
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** Its message completes the sentence "The file …". */
export class BrokenBundle extends Error {}

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly localAt: number
  /** Where the next central header begins. */
  readonly endAt: number
  /** What the local header has to repeat. */
  readonly common: Buffer
}

function refuse(what: string): never {
  throw new BrokenBundle(what)
}

/** The end record has to be the last thing in the file: a comment or anything behind it would be signed by nobody. */
function readEnd(zip: Buffer) {
  const at = zip.length - END_RECORD.bytes
  if (at < 0 || zip.readUInt32LE(at) !== END_RECORD.mark) {
    refuse('is not a whole zip file: it is cut off, or something was put behind its end')
  }
  const count = zip.readUInt16LE(at + 10)
  const isSingle = zip.readUInt32LE(at + 4) === 0 && zip.readUInt16LE(at + 8) === count
  if (!isSingle || zip.readUInt16LE(at + 20) !== 0) refuse('is a zip file of another kind: split, or with a comment')
  if (count > MOST_ENTRIES) refuse(`holds ${count} files, more than any bundle`)
  const centralAt = zip.readUInt32LE(at + 16)
  if (centralAt + zip.readUInt32LE(at + 12) !== at) refuse('has something between its list of files and its end')
  return { at, count, centralAt }
}

function readEntry(zip: Buffer, at: number, end: number): Entry {
  if (at + CENTRAL_HEADER.bytes > end || zip.readUInt32LE(at) !== CENTRAL_HEADER.mark) {
    refuse('has a list of files that cannot be read')
  }
  const nameBytes = zip.readUInt16LE(at + 28)
  const name = zip.toString('latin1', at + CENTRAL_HEADER.bytes, at + CENTRAL_HEADER.bytes + nameBytes)
  if (!FILE_NAME.test(name)) refuse(`holds ${JSON.stringify(name)}, a name that no file of a bundle has`)
  const hasMore = zip.readUInt16LE(at + 30) !== 0 || zip.readUInt16LE(at + 32) !== 0 || zip.readUInt16LE(at + 34) !== 0
  if (hasMore || zip.readUInt16LE(at + 8) !== 0) refuse(`says more of ${name} than a bundle does`)
  return {
    name,
    method: zip.readUInt16LE(at + 10),
    crc: zip.readUInt32LE(at + 16),
    packedBytes: zip.readUInt32LE(at + 20),
    bytes: zip.readUInt32LE(at + 24),
    localAt: zip.readUInt32LE(at + 42),
    endAt: at + CENTRAL_HEADER.bytes + nameBytes,
    common: zip.subarray(at + 6, at + 6 + COMMON_BYTES),
  }
}

function readEntries(zip: Buffer): Entry[] {
  const { at: end, count, centralAt } = readEnd(zip)
  const entries: Entry[] = []
  for (let at = centralAt; entries.length < count; at = entries.at(-1)?.endAt ?? end) {
    entries.push(readEntry(zip, at, end))
  }
  if ((entries.at(-1)?.endAt ?? centralAt) !== end) refuse('has something behind its list of files')
  const names = entries.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) refuse(`holds ${twice} twice`)
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  if (bytes > LARGEST_BUNDLE_BYTES) refuse(`would unpack to ${bytes} bytes, more than any bundle`)
  return entries
}

function inflated(packed: Buffer, { name, bytes }: Entry): Buffer {
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      maxOutputLength: Math.max(bytes, 1),
      info: true,
    }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    if (engine.bytesWritten === packed.length) return buffer
  } catch {
    // said below, whatever zlib calls it
  }
  return refuse(`holds ${name} in a form that does not unpack to the ${bytes} bytes it announces`)
}

/** @param localAt where the entry before ended: there is nothing between two entries */
function readContent(zip: Buffer, entry: Entry, localAt: number): { content: Buffer; endAt: number } {
  const { name, method, packedBytes, bytes, crc, common } = entry
  const nameAt = localAt + LOCAL_HEADER.bytes
  const contentAt = nameAt + name.length
  const isThere = entry.localAt === localAt && contentAt + packedBytes <= zip.length
  if (!isThere || zip.readUInt32LE(localAt) !== LOCAL_HEADER.mark) refuse(`has something before ${name}, or misses it`)
  const isSame = zip.subarray(localAt + 4, nameAt).equals(common) && zip.toString('latin1', nameAt, contentAt) === name
  if (!isSame) refuse(`names and describes ${name} in two different ways`)
  const packed = zip.subarray(contentAt, contentAt + packedBytes)
  if (method !== STORED && method !== DEFLATED) refuse(`holds ${name} in a form that a bundle never uses`)
  const content = method === STORED ? packed : inflated(packed, entry)
  if (content.length !== bytes || crc32(content) !== crc) refuse(`holds ${name} damaged`)
  return { content, endAt: contentAt + packedBytes }
}

/**
 * The files of a bundle by name. Every byte of the zip file is accounted for.
 * @throws BrokenBundle
 */
export function readBundleZip(bytes: Uint8Array): Map<string, Uint8Array> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readEntries(zip)
  const files = new Map<string, Uint8Array>()
  let localAt = 0
  for (const entry of entries) {
    const { content, endAt } = readContent(zip, entry, localAt)
    files.set(entry.name, content)
    localAt = endAt
  }
  if (localAt !== zip.readUInt32LE(zip.length - END_RECORD.bytes + 16)) refuse('has something between its files')
  return files
}
