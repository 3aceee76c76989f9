import type { RunReport } from '#shared/conformance/runReport'
import type { DeviationView } from '#shared/control/faultViews'
import { describe, expect, it } from 'vitest'
import type { Suite, TestStep } from '../suite'
import { isClean } from './matrix'
import { selftest } from './selftest'

const step = (id: string, purpose?: TestStep['purpose']): TestStep => ({
  id,
  title: id,
  request: { method: 'GET', path: '/' },
  checks: [{ id: 'status', clause: 'row', judge: () => [] }],
  ...(purpose && { purpose }),
})

const SUITE: Suite = {
  id: 'suite',
  version: '1.0.0',
  title: 'Suite',
  apiPath: '/usageManagement/v1',
  cases: [
    { id: 'one', title: 'One', steps: [step('given', 'given'), step('get')] },
    { id: 'seen', title: 'Seen', steps: [step('get', 'observation')] },
    { id: 'writing', title: 'Writing', writes: true, steps: [step('delete')] },
  ],
}

function deviation(name: string, more: Partial<DeviationView> = {}): DeviationView {
  return { name, title: name, api: 'usageManagement', group: 'g', breaks: 'b', ...more }
}

/** A bench whose check `status` fails under each deviation of these, and `response` too where it says so. */
function setUp(deviations: readonly DeviationView[], caught: Readonly<Record<string, readonly string[]>>) {
  const calls: string[] = []
  const abort = new AbortController()
  let on = ''
  const judge = (caseIds: readonly string[]) => {
    calls.push(`judge ${caseIds.join(',')}`)
    const checks = (caught[on] ?? []).map((id) => ({ id, clause: 'row', verdict: 'fail', message: '', notes: [] }))
    return Promise.resolve({ cases: [{ id: 'one', steps: [{ id: 'get', checks }] }] } as unknown as RunReport)
  }
  const control = {
    listDeviations: () => Promise.resolve({ items: [...deviations], nextSeq: 0 }),
    resetScenario: () => {
      calls.push('reset')
      on = ''
      return Promise.resolve()
    },
    addFault: ({ body }: { body: { deviation: string } }) => {
      calls.push(`add ${body.deviation}`)
      on = body.deviation
      return Promise.resolve()
    },
  } as unknown as Parameters<typeof selftest>[1]['control']
  const progress: string[] = []
  const onProgress = (_: Suite, done: number, total: number) => void progress.push(`${done}/${total}`)
  return { calls, abort, progress, run: () => selftest(SUITE, { control, judge, onProgress, signal: abort.signal }) }
}

describe(selftest, () => {
  it('judges the cases that can fail without a deviation and then with each, from the scenario anew', async () => {
    const { run, calls, progress } = setUp([deviation('a'), deviation('b')], { a: ['status'], b: ['response'] })
    const matrix = await run()
    expect(calls).toEqual(['reset', 'judge one', 'reset', 'add a', 'judge one', 'reset', 'add b', 'judge one'])
    expect(progress).toEqual(['0/2', '1/2'])
    expect(matrix?.checks).toEqual(['one/get/response', 'one/get/status'])
    expect(matrix && isClean(matrix)).toBe(true)
  })

  it('tells survivors, checks that nothing fails and deviations that look alike', async () => {
    const { run } = setUp([deviation('a'), deviation('b'), deviation('c')], { a: ['status'], b: ['status'] })
    expect(await run()).toMatchObject({ survivors: ['c'], idle: ['one/get/response'], alike: [['a', 'b']] })
  })

  it('leaves out deviations of another API, and those meant for another suite', async () => {
    const others = [deviation('a', { suites: ['other'] }), deviation('b', { api: 'connectivity-insights' })]
    const meant = deviation('c', { api: 'connectivity-insights', suites: ['suite'] })
    const { run } = setUp([...others, meant], {})
    expect((await run())?.rows.map((row) => row.deviation)).toEqual(['c'])
  })

  it('gives no matrix when it was cancelled on the way', async () => {
    const { run, abort, calls } = setUp([deviation('a'), deviation('b')], {})
    const running = run()
    abort.abort()
    expect(await running).toBeUndefined()
    expect(calls).not.toContain('add a')
  })
})
