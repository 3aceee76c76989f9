import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { assess } from '../assessment'
import { zScenario } from './scenario'
import { thresholdsOf } from '../thresholds'

const fileOf = (name: string) => new URL(`../../../fixtures/scenarios/${name}.yaml`, import.meta.url)
const read = (name: string): unknown => parse(readFileSync(fileOf(name), 'utf8'))
const scenarioOf = (name: string) => zScenario.parse(read(name))

/** 300 ms, 200 ms jitter, 10 % loss, 100 and 50 kbit/s: what an app's first profile asks for. */
const MODEST = thresholdsOf({
  packetDelayBudget: { value: 300, unit: 'Milliseconds' },
  jitter: { value: 200, unit: 'Milliseconds' },
  packetLossErrorRate: 1,
  targetMinDownstreamRate: { value: 100, unit: 'Kbps' },
  targetMinUpstreamRate: { value: 50, unit: 'Kbps' },
})

describe.each(['train-tunnel', 'welcome'])('the scenario %s', (name) => {
  const { cells, devices, profiles } = scenarioOf(name)

  it('has two cells, five devices with every kind of identifier, and two profiles', () => {
    expect([cells.length, devices.length, profiles.length]).toEqual([2, 5, 2])
    for (const { phoneNumber, ipv4Address, ipv6Prefix } of devices) {
      expect([phoneNumber, ipv4Address?.publicPort, ipv6Prefix]).not.toContain(undefined)
    }
  })

  it('has at least two devices that meet modest requirements, one that does not, and one without the service', () => {
    const met = devices.map(({ cell, condition }) => {
      const baseline = cells.find(({ id }) => id === cell)?.baseline
      return assess({ ...baseline, ...condition } as NonNullable<typeof baseline>, MODEST).every((one) => one.met)
    })
    expect(met.filter(Boolean).length).toBeGreaterThanOrEqual(2)
    expect(met).toContain(false)
    expect(devices.filter(({ serviceApplicable }) => !serviceApplicable)).toHaveLength(1)
  })
})

describe('the shipped scenarios', () => {
  it('subscribe the inbox in the tunnel', () => {
    expect(scenarioOf('train-tunnel').subscriptions.map(({ sink }) => sink)).toEqual(['inbox'])
  })

  it('welcome with the network of the tunnel and the reports of the certification', () => {
    const { cells, devices, profiles } = scenarioOf('train-tunnel')
    const { reports } = scenarioOf('certification')
    expect(scenarioOf('welcome')).toMatchObject({ cells, devices, profiles, reports })
    expect(reports.map(({ id }) => id)).toEqual(['ur001', 'ur002', 'ur003'])
  })

  it('may write the id of a profile in capitals', () => {
    const document = read('train-tunnel') as { profiles: { id: string }[] }
    const profiles = document.profiles.map((profile) => ({ ...profile, id: profile.id.toUpperCase() }))
    expect(zScenario.parse({ ...document, profiles })).toEqual(scenarioOf('train-tunnel'))
  })

  it('are refused with the place of every reference to nothing', () => {
    const document = read('train-tunnel') as { devices: object[] }
    const devices = document.devices.map((device) => ({ ...device, cell: 'nowhere' }))
    const result = zScenario.safeParse({ ...document, devices })
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toContain('devices.0.cell')
  })
})

describe('the texts of times', () => {
  const problemsOf = (step: object) => {
    const document = { callbox: 1, name: 'mine', title: 'Mine', timeline: [{ checkpoint: 'here', ...step }] }
    return zScenario.safeParse(document).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
  }

  it.each(['100 years', '1200 months', '36525 days', '+99 years +99 years', '2026-03-01T00:00:00Z'])(
    'may place a step at %s',
    (at) => expect(problemsOf({ at })).toEqual([]),
  )

  it.each(['+8000 years', '1201 months', '36526 days', '999999999 days', '1s -101 years'])(
    'may not place a step at %s, further than a century',
    (at) => expect(problemsOf({ at })).toEqual([expect.stringMatching(/^timeline\.0\.at: .*century; /)]),
  )

  it.each(['36526 days', '9999999 days', '999999999h'])('may not let anything last %s', (duration) => {
    const step = { checkpoint: undefined, say: { text: 'Look.', duration } }
    expect(problemsOf(step)).toEqual([expect.stringMatching(/^timeline\.0\.say/)])
  })
})

describe('an expectation of exchanges', () => {
  const problemsOf = (exchange: object) => {
    const expectations = [{ within: '1s', exchange: { count: 0, ...exchange } }]
    const result = zScenario.safeParse({ callbox: 1, name: 'mine', title: 'Mine', expectations })
    return result.error?.issues.map(({ path }) => path.slice(2).join('.')) ?? []
  }

  it.each(['usageManagement', 'connectivity-insights-subscriptions', 'oauth2', 'sink', 'inbox'])(
    'may be of %s',
    (api) => expect(problemsOf({ api })).toEqual([]),
  )

  it('is of something that there is, or it would hold for ever', () => {
    expect(problemsOf({ api: 'usagemanagement' })).toEqual(['exchange.api'])
    expect(problemsOf({ api: 'usageManagement', operation: 'checkNetworkQuality' })).toEqual(['exchange.operation'])
    expect(problemsOf({ api: 'sink', operation: 'checkNetworkQuality' })).toEqual(['exchange.operation'])
  })
})
