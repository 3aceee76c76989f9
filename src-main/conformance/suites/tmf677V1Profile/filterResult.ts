// What a target made of a filter, told from the list without it. The rule: decisions/supported-or-wrong.md.
import { attributeOf, itemsOf, type Place } from '../../place'
import type { Reply } from '../../suite'
import { idOf, isEmpty, isSuccess, jsonOf, reportsIn } from '../tmf677V1/body'

export interface Expected {
  /** All reports, as listed without the filter. */
  readonly all: readonly Place[]
  readonly holds: (report: Place) => boolean
  /** The buckets that must not be trimmed away. */
  readonly buckets: (report: Place) => readonly Place[]
}

export interface FilterResult {
  /** `ignored`: everything came; `refused`: not implemented, or a bad request. */
  readonly kind: 'right' | 'ignored' | 'refused' | 'wrong'
  readonly message: string
  readonly expected: readonly string[]
  readonly actual: readonly string[] | number
  /** Nothing else would have come if it had been ignored. */
  readonly isAmbiguous: boolean
  /** An empty body in place of an empty array (reading U10). */
  readonly isBodyEmpty: boolean
}

const REFUSALS = [400, 422, 501]

function keyOf(report: Place): string {
  const name = attributeOf(report, 'name').value
  return idOf(report) ?? (typeof name === 'string' ? name : JSON.stringify(report.value))
}

function bucketIds(report: Place): (string | undefined)[] {
  return itemsOf(attributeOf(report, 'bucket')).map(idOf)
}

function lostBucket(expected: Place, got: Place | undefined, { buckets }: Expected): string | undefined {
  if (got === undefined) return undefined
  const shown = bucketIds(got)
  const lost = buckets(expected)
    .map(idOf)
    .find((id) => id !== undefined && !shown.includes(id))
  return lost === undefined ? undefined : `bucket ${lost} of ${keyOf(expected)} matches and is missing`
}

/** What is wrong with a list, in words; nothing when it is right. */
function mismatchOf(got: readonly Place[], expected: Expected): string | undefined {
  const keys = got.map(keyOf)
  const known = new Map(expected.all.map((report) => [keyOf(report), report]))
  const matching = expected.all.filter((report) => expected.holds(report))
  const repeated = keys.find((key, index) => keys.indexOf(key) < index)
  if (repeated !== undefined) return `${repeated} is there more than once`
  const missing = matching.map(keyOf).find((key) => !keys.includes(key))
  if (missing !== undefined) return `${missing} matches and is missing`
  const stray = got.find((report) => !expected.holds(known.get(keyOf(report)) ?? report))
  if (stray) return `${keyOf(stray)} does not match`
  return matching
    .map((report) =>
      lostBucket(
        report,
        got.find((one) => keyOf(one) === keyOf(report)),
        expected,
      ),
    )
    .find((words) => words !== undefined)
}

function isWholeList(keys: readonly string[], all: readonly Place[]): boolean {
  return keys.length === all.length && all.every((report) => keys.includes(keyOf(report)))
}

export function filterResult(reply: Reply, expected: Expected): FilterResult {
  const matching = expected.all.filter((report) => expected.holds(report))
  const common = {
    expected: matching.map(keyOf),
    isAmbiguous: matching.length === expected.all.length,
    isBodyEmpty: isSuccess(reply) && isEmpty(reply),
  }
  const { status } = reply
  const refused = { ...common, actual: status, message: `it answers ${status}` }
  if (REFUSALS.includes(status)) return { ...refused, kind: 'refused' }
  if (status !== 200) return { ...refused, kind: 'wrong' }
  const json = jsonOf(reply)
  const isList = common.isBodyEmpty || (json !== undefined && 'root' in json && Array.isArray(json.root.value))
  if (!isList) return { ...refused, kind: 'wrong', message: 'the body is not an array of reports' }
  const got = common.isBodyEmpty ? [] : reportsIn(reply, 'collection')
  const actual = got.map(keyOf)
  const mismatch = mismatchOf(got, expected)
  if (mismatch === undefined) return { ...common, kind: 'right', actual, message: 'just what matches came' }
  if (isWholeList(actual, expected.all)) return { ...common, kind: 'ignored', actual, message: 'everything came' }
  return { ...common, kind: 'wrong', actual, message: mismatch }
}
