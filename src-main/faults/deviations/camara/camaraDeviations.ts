// Ways in which the CAMARA APIs can fail to conform, their notifications included.
import type { Deviation } from '../deviation'
import { EVENT_DEVIATIONS } from './eventDeviations'
import { MEANING_DEVIATIONS } from './meaningDeviations'
import { MEMBER_DEVIATIONS } from './memberDeviations'
import { REPLY_DEVIATIONS } from './replyDeviations'

export const CAMARA_DEVIATIONS: readonly Deviation[] = [
  ...REPLY_DEVIATIONS,
  ...MEMBER_DEVIATIONS,
  ...MEANING_DEVIATIONS,
  ...EVENT_DEVIATIONS,
]
