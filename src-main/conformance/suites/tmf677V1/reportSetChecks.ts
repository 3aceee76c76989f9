// Which reports came back: those that belong in the reply, each once, and no other (readings U6, U14).
import { attributeOf, itemsOf, placesOf, type Place } from '../../place'
import type { Check, Finding, Reply } from '../../suite'
import { idOf, isSuccess, jsonOf, reportsIn } from './body'
import type { Criterion, Expectation } from './expectation'
import { met, violated } from '../../findings'
import { note } from './readings'
import { REGISTERED_REPORTS } from './registeredReports'

function hasReadableBody(reply: Reply, { resource }: Expectation): boolean {
  const json = jsonOf(reply)
  if (json === undefined || 'problem' in json) return false
  return resource === 'collection' ? Array.isArray(json.root.value) : reportsIn(reply, resource).length === 1
}

function judgePresence(reply: Reply, expectation: Expectation): Finding[] {
  if (!hasReadableBody(reply, expectation)) return []
  const places = reportsIn(reply, expectation.resource)
  const ids = places.map((place) => idOf(place) ?? null)
  return expectation.reports.map(({ id }) => {
    const place = places.find((one) => idOf(one) === id)
    if (place) return met(attributeOf(place, 'id'), id, `${id} is there`)
    const [only] = expectation.resource === 'individual' ? places : []
    return violated(only ? attributeOf(only, 'id') : { path: '$', value: ids }, id, `${id} is missing`)
  })
}

function judgeUniqueness(reply: Reply, { resource }: Expectation): Finding[] {
  const seen = new Set<string>()
  return reportsIn(reply, resource).flatMap((place) => {
    const id = idOf(place)
    if (id === undefined) return []
    const isRepeated = seen.has(id)
    seen.add(id)
    const where = attributeOf(place, 'id')
    if (isRepeated) return [violated(where, 'each report once', `${id} is there more than once`, [note('U14')])]
    return [met(where, id, `${id} is there once`)]
  })
}

/** Whether a report that was not registered by this suite shows the value that was asked for (reading U14). */
function carries(report: Place, { attribute, value }: Criterion): boolean {
  const shownBy = attribute === 'relatedParty.id' ? ['relatedParty.id', 'bucket.product.user.id'] : [attribute]
  return shownBy.flatMap((name) => placesOf(report, name)).some((place) => place.value === value)
}

function judgeExtra(report: Place, { criterion }: Expectation): Finding {
  const place = attributeOf(report, 'id')
  const id = idOf(report) ?? 'a report without id'
  const isRegistered = REGISTERED_REPORTS.some((one) => one.id === id)
  if (criterion === undefined) return met(place, 'any', `${id} is there too`, [note('U14', extraText(id))])
  const { attribute, value } = criterion
  if (isRegistered || !carries(report, criterion)) {
    return violated(place, `only reports with ${attribute}=${value}`, `${id} does not match the filter`, [note('U14')])
  }
  return met(place, 'any that matches', `${id} matches the filter too`, [note('U14', extraText(id))])
}

function extraText(id: string): string {
  return `${id} was not registered for this suite; reports beyond the registered ones are allowed where they belong`
}

function judgeFilter(reply: Reply, expectation: Expectation): Finding[] {
  if (expectation.resource === 'individual') return []
  const belongs = (place: Place) => expectation.reports.some(({ id }) => id === idOf(place))
  return reportsIn(reply, 'collection').map((place) => {
    if (!belongs(place)) return judgeExtra(place, expectation)
    return met(attributeOf(place, 'id'), idOf(place), 'the report belongs in this result')
  })
}

function judgeEmptiness(reply: Reply): Finding[] {
  if (!isSuccess(reply)) return []
  const json = jsonOf(reply)
  if (json === undefined || 'problem' in json) return []
  const extras = itemsOf(json.root)
  if (!Array.isArray(json.root.value)) return []
  if (extras.length === 0) return [met(json.root, [], 'the array is empty', [note('U10')])]
  return extras.map((place) => violated(attributeOf(place, 'id'), 'no report', `${idOf(place) ?? 'a report'} is there`))
}

/** For requests that match something; a list alone can hold a report twice, and a filter alone excludes any. */
export function reportSetChecks(expectation: Expectation): Check[] {
  const { caseId, criterion, reports, resource } = expectation
  const clause = `${caseId}: the body includes ${reports.map(({ id }) => id).join(', ')}`
  const present: Check = {
    id: 'reports.present',
    clause,
    judge: (reply) => [
      ...judgePresence(reply, expectation),
      ...(criterion ? [] : judgeFilter(reply, expectation).filter(({ notes = [] }) => notes.length > 0)),
    ],
  }
  if (resource === 'individual') return [present]
  const unique: Check = { id: 'reports.unique', clause, judge: (reply) => judgeUniqueness(reply, expectation) }
  if (criterion === undefined) return [present, unique]
  const matching: Check = {
    id: 'reports.matching',
    clause: `Filtering: ${criterion.attribute}=${criterion.value}`,
    judge: (reply) => judgeFilter(reply, expectation),
  }
  return [present, unique, matching]
}

/** For requests that match nothing. */
export function emptyResultChecks({ caseId }: Expectation): Check[] {
  return [{ id: 'reports.none', clause: `${caseId}: empty array of reports`, judge: judgeEmptiness }]
}
