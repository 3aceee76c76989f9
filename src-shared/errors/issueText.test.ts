import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { zApplicationProfileRequest } from '../wire/camara/applicationProfilesV05'
import { zSubscriptionRequest } from '../wire/camara/connectivityInsightsSubscriptionsV06'
import { zNetworkQualityInsightRequestV07 } from '../wire/camara/connectivityInsightsV07'
import { parseOrRefuse } from './zodIssues'

function messageOf(schema: z.ZodType, value: unknown): string {
  try {
    parseOrRefuse(schema, value)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it was accepted')
}

const delay = (packetDelayBudget: unknown) => ({ networkQualityThresholds: { packetDelayBudget } })

describe('what is said of a request that is wrong', () => {
  it.each([
    ['no body', zApplicationProfileRequest, undefined, 'body: is missing; send an object'],
    ['an array', zApplicationProfileRequest, [], 'body: is an array; send an object'],
    [
      'no threshold',
      zApplicationProfileRequest,
      { networkQualityThresholds: {} },
      'networkQualityThresholds: give at least one threshold',
    ],
    [
      'a string',
      zApplicationProfileRequest,
      delay({ value: '5' }),
      'networkQualityThresholds.packetDelayBudget.value: is a string; send a number',
    ],
    [
      'a fraction',
      zApplicationProfileRequest,
      delay({ value: 1.5 }),
      'networkQualityThresholds.packetDelayBudget.value: is not a whole number; send one without a fraction',
    ],
    [
      'too little',
      zApplicationProfileRequest,
      delay({ value: 0 }),
      'networkQualityThresholds.packetDelayBudget.value: must be at least 1',
    ],
    [
      'null',
      zApplicationProfileRequest,
      delay(null),
      'networkQualityThresholds.packetDelayBudget: is null; send an object',
    ],
    [
      'a unit that there is not',
      zApplicationProfileRequest,
      delay({ unit: 'Weeks' }),
      'networkQualityThresholds.packetDelayBudget.unit: must be one of "Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Microseconds", "Nanoseconds"',
    ],
    ['a literal', z.object({ a: z.literal('x') }), {}, 'a: is missing; send "x"'],
    ['too many entries', z.array(z.int()).max(1), [1, 2], 'body: must have at most 1 entry'],
    ['too long', z.string().max(2), 'abc', 'body: must have at most 2 characters'],
    ['a pattern', z.string().regex(/^a$/), 'b', 'body: is not of the form /^a$/'],
    [
      'none of several forms',
      z.union([z.int(), z.boolean()]),
      'b',
      'body: is of none of the forms that are possible here',
    ],
  ])('%s', (_, schema, value, message) => {
    expect(messageOf(schema, value)).toBe(message)
  })

  it('names every field, each with its reason', () => {
    const request = { protocol: 'HTTP', types: [], config: { subscriptionDetail: { applicationProfileId: 'x' } } }
    expect(messageOf(zSubscriptionRequest, request).split('. ')).toEqual([
      'sink: is missing; send a string',
      'types: must have at least 1 entry',
      'config.subscriptionDetail.applicationProfileId: not a UUID',
    ])
  })

  it('names what a release does not know', () => {
    const request = {
      applicationProfileId: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
      applicationServer: { ipv4Address: '198.51.100.1', port: 1 },
    }
    expect(messageOf(zNetworkQualityInsightRequestV07, request)).toBe(
      'applicationServer: has a property that it cannot have; leave out "port"',
    )
  })
})
