import { describe, expect, it } from 'vitest'
import { BenchError } from '#shared/errors/benchError'
import { GroupWrites } from './groupWrites'

/** A value whose writes end when the test says so. */
function heldWrites() {
  const writes: { value: number; end: () => void; fail: (error: Error) => void }[] = []
  const memory = { value: 0, stored: 0 }
  const group = new GroupWrites(
    async () => {
      const { value } = memory
      await new Promise<void>((end, fail) => writes.push({ value, end, fail }))
      memory.stored = value
    },
    () => (memory.value = memory.stored),
  )
  return {
    writes,
    memory,
    set: (value: number) => group.change(() => (memory.value = value)),
    close: () => group.close(new BenchError('storageFailed', 'closed')),
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe(GroupWrites, () => {
  it('shows a change at once and answers when it is written', async () => {
    const { writes, memory, set } = heldWrites()
    let isAnswered = false
    const answer = set(1).then(() => (isAnswered = true))
    expect(memory.value).toBe(1)
    await settled()
    expect(isAnswered).toBe(false)
    writes[0]?.end()
    await answer
    expect(memory.stored).toBe(1)
  })

  it('lets all who ask while a write runs share the next one', async () => {
    const { writes, set } = heldWrites()
    const first = set(1)
    await settled()
    const others = [set(2), set(3), set(4)]
    writes[0]?.end()
    await first
    await settled()
    writes[1]?.end()
    await Promise.all(others)
    expect(writes.map(({ value }) => value)).toEqual([1, 4])
  })

  it('lets those who ask in the same turn share the first write', async () => {
    const { writes, set } = heldWrites()
    const answers = [set(1), set(2)]
    await settled()
    writes[0]?.end()
    await Promise.all(answers)
    expect(writes).toHaveLength(1)
  })

  it('refuses with a failed write also what was changed while it ran, and takes both back', async () => {
    const { writes, memory, set } = heldWrites()
    const first = set(1)
    await settled()
    const second = set(2)
    const refused = Promise.allSettled([first, second])
    writes[0]?.fail(new Error('no space'))
    expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(memory.value).toBe(0)
    expect(writes).toHaveLength(1)
  })

  it('keeps a change that is made as soon as a refusal is known', async () => {
    const { writes, memory, set } = heldWrites()
    const again = set(1).catch(() => set(5))
    await settled()
    writes[0]?.fail(new Error('no space'))
    await settled()
    writes[1]?.end()
    await again
    expect(memory.stored).toBe(5)
  })

  it('waits when closed for what was asked for, and refuses and ignores what comes later', async () => {
    const { writes, memory, set, close } = heldWrites()
    const answer = set(1)
    let isClosed = false
    const closing = close().then(() => (isClosed = true))
    await expect(set(2)).rejects.toMatchObject({ code: 'storageFailed' })
    await settled()
    expect(isClosed).toBe(false)
    writes[0]?.end()
    await Promise.all([answer, closing])
    expect(memory.value).toBe(1)
  })
})
