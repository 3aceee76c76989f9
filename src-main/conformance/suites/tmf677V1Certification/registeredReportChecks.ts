// The values that belong to a report itself: its name, its address, whose it is.
import { attributeOf, placesOf, type Place } from '../../place'
import type { Check, Finding } from '../../suite'
import { bucketsOf, reportPairs, selects, type Expectation, type ReportPair } from '../tmf677V1/expectation'
import { compare, met, tolerated, violated } from '../../findings'
import { note } from '../tmf677V1/readings'
import type { Wording } from '../tmf677V1/registeredReports'

/** A text in one of the spellings of the document; one that is missing or no string is the attribute table's affair. */
export function judgeWording(place: Place, { registered, alsoShown }: Wording): Finding[] {
  if (typeof place.value !== 'string') return []
  if (alsoShown?.values.includes(place.value)) {
    return [tolerated(place, registered, `registered was "${registered}"`, [note(alsoShown.reading)])]
  }
  return [compare(place, registered, alsoShown && place.value !== registered ? [note(alsoShown.reading)] : [])]
}

function judgeHref({ registered, place }: ReportPair): Finding[] {
  const href = attributeOf(place, 'href')
  const ending = `/usageConsumptionReport/${registered.id}`
  const expected = `…${ending}`
  if (href.value === undefined) return [met(href, expected, 'href is not there, and optional', [note('U2')])]
  if (typeof href.value !== 'string') return []
  if (href.value.endsWith(ending)) return [met(href, expected, 'href is the address of the report')]
  return [violated(href, expected, `href does not end in ${ending}`, [note('U2')])]
}

function judgeRelatedParty(place: Place, userId: string): Finding[] {
  const ids = placesOf(place, 'relatedParty.id')
  if (ids.length === 0) return []
  const owner = ids.find(({ value }) => value === userId)
  if (owner) return [met(owner, userId, 'the registered user is a related party')]
  const shown = { path: attributeOf(place, 'relatedParty').path, value: ids.map(({ value }) => value ?? null) }
  return [violated(shown, userId, `no related party is the registered user ${userId}`, [note('U6')])]
}

/** Every bucket is judged, since its own product names its user. */
function judgeOwner({ registered: { userId }, place }: ReportPair, expectation: Expectation): Finding[] {
  const related = selects(expectation, 'relatedParty') ? judgeRelatedParty(place, userId) : []
  const isOwnerNeeded = selects(expectation, 'relatedParty') && related.length === 0
  const users = bucketsOf(place).flatMap((bucket) => {
    const user = attributeOf(attributeOf(attributeOf(bucket, 'product'), 'user'), 'id')
    if (user.value !== undefined) return [compare(user, userId, related.length === 0 ? [note('U6')] : [])]
    return isOwnerNeeded
      ? [violated(user, userId, 'neither relatedParty nor product.user shows the owner', [note('U6')])]
      : []
  })
  return [...related, ...users]
}

function judgeSelection({ place }: ReportPair, selected: readonly string[]): Finding[] {
  const expected = `only ${selected.join(', ')}`
  const extras = Object.keys(place.value as object).filter((name) => !selected.includes(name))
  if (extras.length === 0) return [met(place, expected, 'nothing else at the first level', [note('U9')])]
  return extras.map((name) => violated(attributeOf(place, name), expected, `${name} was not selected`, [note('U9')]))
}

function selectionChecks(expectation: Expectation): Check[] {
  const { selected } = expectation
  if (selected === undefined) return []
  return [
    {
      id: 'selection',
      clause: `Filtered Response Data: fields=${selected.join(',')}`,
      judge: (reply) => reportPairs(reply, expectation).flatMap((pair) => judgeSelection(pair, selected)),
    },
  ]
}

export function registeredReportChecks(expectation: Expectation): Check[] {
  const check = (name: string, text: string, judge: (pair: ReportPair) => Finding[]): Check => ({
    id: `registered.${name}`,
    clause: `${expectation.caseId}: values originally registered: ${text}`,
    judge: (reply) => reportPairs(reply, expectation).flatMap(judge),
  })
  const ofWholeReports = [
    check('name', 'name', ({ registered, place }) => judgeWording(attributeOf(place, 'name'), registered.name)),
    check('href', 'href', judgeHref),
  ]
  return [
    ...(selects(expectation, 'name') ? ofWholeReports : []),
    check('owner', 'user', (pair) => judgeOwner(pair, expectation)),
    ...selectionChecks(expectation),
  ]
}
