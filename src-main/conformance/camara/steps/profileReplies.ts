// What must hold of a profile in a reply, beyond its schema.
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { zNetworkQualityThresholds } from '#shared/wire/camara/applicationProfilesV05'
import { attributeOf } from '../../place'
import { met, violated } from '../../findings'
import { check, type ScenarioCheck } from '../scenario/action'
import { jsonOf, placeAt, sentIn } from './body'

export function memberIsUuid(path: string): ScenarioCheck {
  const judged = check(`${path}.uuid`, (reply) => {
    const place = placeAt(reply, path)
    if (place === undefined) return []
    const isUuid = z.uuid().safeParse(place.value).success
    return [isUuid ? met(place, 'a UUID', 'it is one') : violated(place, 'a UUID', 'it is none')]
  })
  return { ...judged, settles: [`$.${path}`] }
}

/** A profile comes back as it was created, or updated. */
export const answeredAsAsked = check(
  'body.asAsked',
  (reply, { profile }) => {
    const root = jsonOf(reply)
    if (root === undefined || reply.status >= 300) return []
    const sent = sentIn(reply).networkQualityThresholds ?? profile?.thresholds
    if (sent === undefined) return []
    const place = attributeOf(root, 'networkQualityThresholds')
    if (!zNetworkQualityThresholds.safeParse(place.value).success) return [] // which the schema tells
    const isSame = isDeepStrictEqual(place.value, sent)
    return [isSame ? met(place, sent, 'as it was sent') : violated(place, sent, 'not as it was sent')]
  },
  'operations createApplicationProfile, readApplicationProfile, updateApplicationProfile',
)
