// What must hold of a profile in a reply, beyond its schema.
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { attributeOf } from '../../place'
import { met, violated } from '../../findings'
import { check, type ScenarioCheck } from '../scenario/action'
import type { Json } from '../world/world'
import { jsonOf, placeAt } from './body'

export function memberIsUuid(path: string): ScenarioCheck {
  return check(`${path}.uuid`, (reply) => {
    const place = placeAt(reply, path)
    if (place === undefined) return []
    const isUuid = z.guid().safeParse(place.value).success
    return [isUuid ? met(place, 'a UUID', 'it is one') : violated(place, 'a UUID', 'it is none')]
  })
}

function sentBody(text: string | null | undefined): Json {
  return (typeof text === 'string' ? JSON.parse(text) : {}) as Json
}

/** A profile comes back as it was created, or updated. */
export const answeredAsAsked = check(
  'body.asAsked',
  (reply, { profile }) => {
    const root = jsonOf(reply)
    if (root === undefined || reply.status >= 300) return []
    const sent = sentBody(reply.request?.body).networkQualityThresholds ?? profile?.thresholds
    if (sent === undefined) return []
    const place = attributeOf(root, 'networkQualityThresholds')
    const isSame = isDeepStrictEqual(place.value, sent)
    return [isSame ? met(place, sent, 'as it was sent') : violated(place, sent, 'not as it was sent')]
  },
  'operations createApplicationProfile, readApplicationProfile, updateApplicationProfile',
)
