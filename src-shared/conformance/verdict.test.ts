import { describe, expect, it } from 'vitest'
import { runVerdict, worstOf, type Verdict } from './verdict'

describe(worstOf, () => {
  it.each([
    [['pass', 'observation', 'notSupported'], 'pass'],
    [['observation', 'notSupported'], 'notSupported'],
    [['observation'], 'observation'],
    [['observation', 'notRun'], 'observation'],
    [['pass', 'inconclusive', 'notSupported'], 'inconclusive'],
    [['inconclusive', 'error', 'pass'], 'error'],
    [['error', 'fail', 'observation'], 'fail'],
    [[], 'notRun'],
  ] as const)('of %j is %s', (verdicts, worst) => {
    expect(worstOf(verdicts)).toBe(worst)
  })
})

describe(runVerdict, () => {
  const whole = { partial: false, edited: false }

  it.each<[Verdict[], Verdict]>([
    [['pass', 'notSupported', 'observation'], 'pass'],
    [['notSupported', 'observation'], 'inconclusive'],
    [['notRun'], 'inconclusive'],
    [['pass', 'fail'], 'fail'],
    [['pass', 'error'], 'error'],
  ])('of cases that are %j is %s', (cases, verdict) => {
    expect(runVerdict(cases, whole)).toBe(verdict)
  })

  it('never passes where a part is missing or a request was edited', () => {
    expect(runVerdict(['pass'], { ...whole, partial: true })).toBe('inconclusive')
    expect(runVerdict(['pass'], { ...whole, edited: true })).toBe('inconclusive')
  })
})
