// The newest texts within a number of bytes, outside the JavaScript heap: there what is dropped leaves holes between what
// stays, and the garbage collector copies all of it. They lie in pages, of which the oldest goes to make room.

export interface TextPagesLimits {
  readonly totalBytes: number
  readonly pageBytes: number
}

interface Page {
  /** Undefined once it was dropped. */
  bytes: Buffer | undefined
  used: number
}

/** Where a group of texts begins. */
export interface TextPlace {
  readonly page: Page
  readonly offset: number
}

export interface TextPages {
  /** @returns undefined when they are larger than all pages together */
  keep(texts: readonly string[]): TextPlace | undefined
  /** The texts of one `keep`; undefined once they were dropped. */
  read(place: TextPlace): string[] | undefined
}

/** Before each text stands its length in bytes, before the first one how many there are. */
const NUMBER_BYTES = 4

export function createTextPages({ totalBytes, pageBytes }: TextPagesLimits): TextPages {
  const pages: Page[] = []
  let heldBytes = 0

  function dropOldest(): void {
    const oldest = pages.shift()
    heldBytes -= oldest?.bytes?.length ?? 0
    if (oldest) oldest.bytes = undefined
  }

  function pageWithRoomFor(size: number): Page {
    const newest = pages.at(-1)
    if (newest?.bytes && newest.bytes.length - newest.used >= size) return newest
    const length = Math.max(size, pageBytes)
    while (pages.length > 0 && heldBytes + length > totalBytes) dropOldest()
    const page: Page = { bytes: Buffer.allocUnsafeSlow(length), used: 0 }
    pages.push(page)
    heldBytes += length
    return page
  }

  return {
    keep(texts) {
      const size = texts.reduce((sum, text) => sum + NUMBER_BYTES + Buffer.byteLength(text), NUMBER_BYTES)
      if (size > totalBytes) return undefined
      const page = pageWithRoomFor(size)
      const { bytes, used: offset } = page
      if (!bytes) return undefined
      let at = bytes.writeUInt32LE(texts.length, offset)
      for (const text of texts) {
        const length = bytes.write(text, at + NUMBER_BYTES)
        bytes.writeUInt32LE(length, at)
        at += NUMBER_BYTES + length
      }
      page.used = at
      return { page, offset }
    },
    read({ page: { bytes }, offset }) {
      if (!bytes) return undefined
      let at = offset + NUMBER_BYTES
      return Array.from({ length: bytes.readUInt32LE(offset) }, () => {
        const start = at + NUMBER_BYTES
        at = start + bytes.readUInt32LE(at)
        return bytes.toString('utf8', start, at)
      })
    },
  }
}
