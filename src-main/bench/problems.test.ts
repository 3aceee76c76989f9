import { describe, expect, it } from 'vitest'
import { createBus } from './bus'
import { collectProblems } from './problems'

describe(collectProblems, () => {
  it('keeps the newest 200, and the same one once, and tells of each', () => {
    const bus = createBus()
    const told: string[] = []
    const problems = collectProblems(bus, (message) => told.push(message))
    for (let at = 0; at < 300; at += 1)
      for (const message of ['The disk is full.', `Problem ${at}`])
        bus.publish({ kind: 'problem.occurred', problem: { at, message } })
    expect(problems).toHaveLength(200)
    expect(problems.slice(-2)).toEqual([
      { at: 299, message: 'The disk is full.' },
      { at: 299, message: 'Problem 299' },
    ])
    expect(problems.filter(({ message }) => message === 'The disk is full.')).toHaveLength(1)
    expect(told).toHaveLength(600)
  })
})
