// What must hold of a profile in a reply, beyond its schema.
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { zNetworkQualityThresholds } from '#shared/wire/camara/applicationProfilesV05'
import { met, violated } from '../../findings'
import type { ScenarioCheck } from '../scenario/action'
import { placeCheck, sentIn } from './body'

export function memberIsUuid(path: string): ScenarioCheck {
  const judged = placeCheck(`${path}.uuid`, path, (place) => {
    const isUuid = z.uuid().safeParse(place.value).success
    return [isUuid ? met(place, 'a UUID', 'it is one') : violated(place, 'a UUID', 'it is none')]
  })
  return { ...judged, settles: [`$.${path}`] }
}

/** A profile comes back as it was created, or updated. */
export const answeredAsAsked = placeCheck(
  'body.asAsked',
  '$.networkQualityThresholds',
  (place, reply, { profile }) => {
    if (reply.status >= 300) return []
    const sent = sentIn(reply).networkQualityThresholds ?? profile?.thresholds
    if (sent === undefined) return []
    if (!zNetworkQualityThresholds.safeParse(place.value).success) return [] // which the schema tells
    const isSame = isDeepStrictEqual(place.value, sent)
    return [isSame ? met(place, sent, 'as it was sent') : violated(place, sent, 'not as it was sent')]
  },
  'operations createApplicationProfile, readApplicationProfile, updateApplicationProfile',
)
