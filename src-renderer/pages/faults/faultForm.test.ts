import { describe, expect, it } from 'vitest'
import { zFaultRequest } from '#shared/domain/fault'
import { emptyForm, problemsOf, RECIPES, requestOf, type FaultForm } from './faultForm'

const filled = (fill: Partial<FaultForm>): FaultForm => ({ ...emptyForm(), ...fill })

describe(requestOf, () => {
  it.each<[Partial<FaultForm>, unknown]>([
    [{}, { act: { status: 503, code: 'UNAVAILABLE' } }],
    [
      { api: 'connectivity-insights', operation: 'checkNetworkQuality', device: 'tablet', client: ' app ', share: 25 },
      {
        match: {
          api: 'connectivity-insights',
          operation: 'checkNetworkQuality',
          device: 'tablet',
          client: 'app',
          rate: 0.25,
        },
        act: { status: 503, code: 'UNAVAILABLE' },
      },
    ],
    [
      { skip: 1, count: 2, every: 5, status: 429, code: 'X', message: 'no', retryAfterSeconds: 3, durationSeconds: 60 },
      {
        match: { skip: 1, count: 2, every: 5 },
        act: { status: 429, code: 'X', message: 'no', retryAfterSeconds: 3 },
        durationSeconds: 60,
      },
    ],
    [{ act: 'delay', ms: [200, undefined] }, { act: { delayMs: { fixed: 200 } } }],
    [{ act: 'delay', latency: 'uniform', ms: [1, 2] }, { act: { delayMs: { from: 1, to: 2 } } }],
    [{ act: 'delay', latency: 'normal', ms: [1, 2] }, { act: { delayMs: { normal: { mean: 1, deviation: 2 } } } }],
    [{ act: 'delay', latency: 'lognormal', ms: [1, 2] }, { act: { delayMs: { lognormal: { median: 1, p95: 2 } } } }],
    [{ act: 'delay', latency: 'exponential', ms: [9, 7] }, { act: { delayMs: { exponential: { mean: 9 } } } }],
    [{ act: 'reset' }, { act: { reset: true } }],
    [{ act: 'truncate' }, { act: { truncate: true } }],
    [
      { act: 'rateLimit', requests: 10, periodSeconds: 60 },
      { act: { rateLimit: { requests: 10, periodSeconds: 60 } } },
    ],
    [{ act: 'quota', requests: 5 }, { act: { quota: { requests: 5 } } }],
  ])('stands for %o', (fill, request) => {
    const form = filled(fill)
    expect(requestOf(form)).toEqual(request)
    expect(zFaultRequest.safeParse(requestOf(form)).success).toBe(true)
    expect([...problemsOf(form)]).toEqual([])
  })

  it.each(RECIPES)('is in order for the recipe $label', ({ fill }) => {
    expect([...problemsOf(filled(fill))]).toEqual([])
    expect(zFaultRequest.safeParse(requestOf(filled(fill))).success).toBe(true)
  })
})

describe(problemsOf, () => {
  it.each<[Partial<FaultForm>, string[]]>([
    [{ status: 200 }, ['status']],
    [{ status: undefined, code: '' }, ['status', 'code']],
    [{ api: 'usageManagement', operation: 'checkNetworkQuality' }, ['operation']],
    [{ api: 'usageManagement', device: 'tablet' }, ['device']],
    [{ every: 5 }, ['every']],
    [{ skip: 4, count: 2, every: 5 }, ['every']],
    [{ skip: 0, count: 1.5 }, ['skip', 'count']],
    [{ share: 101 }, ['share']],
    [{ act: 'delay' }, ['ms0']],
    [{ act: 'delay', latency: 'uniform', ms: [3, 2] }, ['ms1']],
    [{ act: 'delay', latency: 'lognormal', ms: [3, 2] }, ['ms1']],
    [{ act: 'delay', latency: 'normal', ms: [3, -2] }, ['ms1']],
    [{ act: 'rateLimit', requests: 1 }, ['periodSeconds']],
    [{ act: 'quota' }, ['requests']],
    [{ durationSeconds: -1 }, ['durationSeconds']],
  ])('of %o are at %j', (fill, fields) => {
    expect([...problemsOf(filled(fill)).keys()]).toEqual(fields)
    expect(zFaultRequest.safeParse(requestOf(filled(fill))).success).toBe(false)
  })
})
