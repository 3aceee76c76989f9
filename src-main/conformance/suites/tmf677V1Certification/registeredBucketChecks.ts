// The values that belong to a bucket: which buckets a report has, their product and type of usage.
import { attributeOf, type Place } from '../../place'
import type { Check, Finding } from '../../suite'
import { idOf } from '../tmf677V1/body'
import {
  bucketPairs,
  bucketsOf,
  isDemanded,
  reportPairs,
  type Expectation,
  type ReportPair,
} from '../tmf677V1/expectation'
import { compare, met, violated } from '../../findings'
import { note } from '../tmf677V1/readings'
import { judgeWording } from './registeredReportChecks'

function judgePresence({ registered, place }: ReportPair, expectation: Expectation): Finding[] {
  const buckets = bucketsOf(place)
  const shown = { path: attributeOf(place, 'bucket').path, value: buckets.map((bucket) => idOf(bucket) ?? null) }
  const demanded = registered.buckets.filter((bucket) => isDemanded(bucket, expectation))
  const isWhole = demanded.length < registered.buckets.length && buckets.length > demanded.length
  return demanded.map(({ id }) => {
    const bucket = buckets.find((one) => idOf(one) === id)
    if (!bucket) return violated(shown, id, `${id} is missing from ${registered.id}`)
    return met(attributeOf(bucket, 'id'), id, `${id} is there`, isWhole ? [note('U7')] : [])
  })
}

function judgeExclusiveness({ registered, place }: ReportPair): Finding[] {
  const known = registered.buckets.map(({ id }) => id)
  const seen = new Set<string | undefined>()
  return bucketsOf(place).map((bucket) => {
    const id = idOf(bucket)
    const where = attributeOf(bucket, 'id')
    if (id === undefined || !known.includes(id)) {
      return violated(where, known, `${registered.id} was registered without this bucket`, [note('U14')])
    }
    if (seen.has(id)) return violated(where, 'each bucket once', `${id} is there more than once`, [note('U14')])
    seen.add(id)
    return met(where, known, `${id} belongs to ${registered.id}`)
  })
}

function judgeProduct(bucket: Place, productId: string): Finding[] {
  const id = attributeOf(attributeOf(bucket, 'product'), 'id')
  return typeof id.value === 'string' ? [compare(id, productId)] : []
}

function judgeUsageType(bucket: Place, usageType: Parameters<typeof judgeWording>[1]): Finding[] {
  const place = attributeOf(bucket, 'usageType')
  if (place.value !== undefined) return judgeWording(place, usageType)
  return [met(place, usageType.registered, 'usageType is not there, and optional', [note('U3')])]
}

export function registeredBucketChecks(expectation: Expectation): Check[] {
  const clause = (text: string) => `${expectation.caseId}: values originally registered: ${text}`
  return [
    {
      id: 'registered.buckets',
      clause: clause('bucket_Id'),
      judge: (reply) => reportPairs(reply, expectation).flatMap((pair) => judgePresence(pair, expectation)),
    },
    {
      id: 'registered.bucketsOnly',
      clause: clause('bucket_Id'),
      judge: (reply) => reportPairs(reply, expectation).flatMap(judgeExclusiveness),
    },
    {
      id: 'registered.product.id',
      clause: clause('product_Id'),
      judge: (reply) =>
        bucketPairs(reply, expectation).flatMap(({ registered, place }) => judgeProduct(place, registered.productId)),
    },
    {
      id: 'registered.usageType',
      clause: clause('type of bucket'),
      judge: (reply) =>
        bucketPairs(reply, expectation).flatMap(({ registered, place }) => judgeUsageType(place, registered.usageType)),
    },
  ]
}
