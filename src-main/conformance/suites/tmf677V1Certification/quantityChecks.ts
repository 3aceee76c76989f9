// Checks of what was registered as "usage in measured period" and as "balance".
import { attributeOf, itemsOf } from '../../place'
import type { Check, Finding, Reply } from '../../suite'
import { bucketPairs, type BucketPair, type Expectation } from '../tmf677V1/expectation'
import { met, violated } from '../../findings'
import { ASPECTS, QUANTITY_KINDS, closestEntry, judgeAspect, pathOf, type Aspect, type QuantityKind } from './quantity'
import { note } from '../tmf677V1/readings'

function judgePresence({ registered, place }: BucketPair, kind: QuantityKind): Finding[] {
  const list = attributeOf(place, kind.attribute)
  const { value, unit } = kind.of(registered)
  const expected = `${value} ${unit.registered}`
  if (list.value === undefined) {
    return [violated(list, expected, `${kind.attribute} of ${registered.id} is missing`, [note('U15')])]
  }
  const count = itemsOf(list).length
  if (count === 0) return [] // the attribute table wants at least one
  const where = { path: list.path, value: count }
  const extra =
    count > 1 ? [note('U14', `${registered.id} has ${count - 1} more ${kind.attribute} than registered`)] : []
  return [met(where, expected, `${kind.attribute} of ${registered.id} is there`, extra)]
}

function judgeEach(reply: Reply, expectation: Expectation, kind: QuantityKind, aspect: Aspect): Finding[] {
  return bucketPairs(reply, expectation).flatMap(({ registered, place }) => {
    const quantity = kind.of(registered)
    const entry = closestEntry(place, quantity, kind, reply.moment)
    return entry === undefined ? [] : judgeAspect(aspect, entry, quantity, kind, reply.moment)
  })
}

export function quantityChecks(expectation: Expectation): Check[] {
  return QUANTITY_KINDS.flatMap((kind) => {
    const clause = `${expectation.caseId}: values originally registered: ${kind.clause}`
    const presence: Check = {
      id: `registered.${kind.attribute}`,
      clause,
      judge: (reply) => bucketPairs(reply, expectation).flatMap((pair) => judgePresence(pair, kind)),
    }
    const aspects = ASPECTS.map((aspect): Check => ({
      id: `registered.${pathOf(kind, aspect)}`,
      clause,
      judge: (reply) => judgeEach(reply, expectation, kind, aspect),
    }))
    return [presence, ...aspects]
  })
}
