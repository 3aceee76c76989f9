import { describe, expect, it } from 'vitest'
import type { BenchEvent } from '#shared/control/events'
import { createEventLog } from './eventLog'

const changed = (id: number): BenchEvent => ({ kind: 'usageReport.changed', id: `ur${id}` })

function logOf(eventCount: number, capacity: number) {
  const listeners = new Set<(event: BenchEvent) => void>()
  const bus = {
    publish: (event: BenchEvent) => listeners.forEach((listener) => listener(event)),
    onAny(listener: (event: BenchEvent) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const log = createEventLog(bus, { instance: 'one', capacity })
  for (let id = 1; id <= eventCount; id += 1) bus.publish(changed(id))
  return { bus, log }
}

describe(createEventLog, () => {
  it('numbers events from 1 on, in the order in which they happened', () => {
    const { log } = logOf(3, 10)
    expect(log.since(0)).toEqual([1, 2, 3].map((seq) => ({ seq, event: changed(seq) })))
    expect(log.nextSeq()).toBe(4)
  })

  it.each([
    ['nothing has happened yet', 0, 0, []],
    ['the reader knows everything', 3, 3, []],
    [
      'the ring has turned and the reader is as far back as it reaches',
      25,
      15,
      [16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
    ],
    ['the reader is further back than the ring reaches', 25, 14, 'gone'],
    ['the reader claims what has not happened', 3, 4, 'gone'],
  ])('answers what came since, when %s', (_, eventCount, seq, expected) => {
    const entries = logOf(eventCount, 10).log.since(seq)
    expect(entries === 'gone' ? entries : entries.map((entry) => entry.seq)).toEqual(expected)
  })

  it('gives the oldest first when asked for a few', () => {
    const entries = logOf(25, 10).log.since(18, 3)
    expect(entries).toMatchObject([{ seq: 19 }, { seq: 20 }, { seq: 21 }])
  })

  it('tells followers until they end it, and nobody once stopped', () => {
    const { bus, log } = logOf(1, 10)
    const told: number[] = []
    const end = log.follow(({ seq }) => told.push(seq))
    bus.publish(changed(2))
    end()
    bus.publish(changed(3))
    log.stop()
    bus.publish(changed(4))
    expect(told).toEqual([2])
    expect(log.nextSeq()).toBe(4)
  })
})
