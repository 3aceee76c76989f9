// The scenarios of CAMARA connectivity-insights 0.6 (r3.2), each by its tag.
import type { Action, Scenario } from '../../camara/scenario/action'
import { bodyComplies } from '../../camara/schema/schemaChecks'
import { background, send } from '../../camara/steps/common'
import {
  answersThresholds,
  brokenInsightBody,
  contradictedInsightBody,
  insightBody,
  malformedProfileId,
  MEETS,
  namesTheDevice,
  profileInPlace,
  someAnswerIs,
  sparseProfile,
  tellsKpis,
  UNABLE,
  unknownDevice,
  unknownProfileId,
} from '../../camara/steps/insights'
import { quotaExceeded, rateLimitExceeded } from '../../camara/steps/limits'
import { networkFails, networkMeets } from '../../camara/steps/network'
import { correlatorEchoed, isJson, memberIs, memberIsOneOf, refusedWith, statusIs } from '../../camara/steps/replies'
import { invalidToken, noToken, token } from '../../camara/steps/tokens'
import { camaraSuite } from '../../camara/camaraSuite'

const API = '/connectivity-insights/v0.6'
const SIGNAL_STRENGTHS = ['excellent', 'good', 'fair', 'poor', 'no signal']
const CONNECTIVITY_TYPES = ['5G-SA', '5G-NSA', '4G', '3G']

function scenario(tag: string, title: string, ...actions: readonly Action[]): Scenario {
  return { id: `connectivity_insights_${tag}`, title, actions: [...background(API), ...actions] }
}

const ask = send('checkNetworkQuality')
const INSIGHT = [
  statusIs(200),
  isJson,
  correlatorEchoed,
  ...bodyComplies('NetworkQualityInsightResponse', API),
  namesTheDevice,
]
const PROFILE_ID = '$.applicationProfileId'

const QUALITY: readonly Scenario[] = [
  scenario(
    '01_check_network_quality_meets_requirements',
    'A network that meets every threshold',
    ...[profileInPlace, insightBody, networkMeets, ask, ...INSIGHT],
    memberIs('$.packetDelayBudget', MEETS),
    memberIs('$.targetMinDownstreamRate', MEETS),
    memberIs('$.targetMinUpstreamRate', MEETS),
    memberIs('$.packetlossErrorRate', MEETS),
    memberIs('$.jitter', MEETS),
  ),
  scenario(
    '02_check_network_quality_unable_to_meet_requirements',
    'A network that meets the thresholds no more',
    ...[profileInPlace, insightBody, networkFails, ask, ...INSIGHT, answersThresholds(), someAnswerIs(UNABLE)],
  ),
  scenario(
    '03_check_network_quality_with_additional_kpis',
    'The indicators of the radio come with the answer',
    ...[sparseProfile, insightBody, ask, ...INSIGHT, answersThresholds(), tellsKpis],
    memberIsOneOf('$.additionalKPIs.signalStrength', SIGNAL_STRENGTHS),
    memberIsOneOf('$.additionalKPIs.connectivityType', CONNECTIVITY_TYPES),
  ),
]

const REFUSALS: readonly Scenario[] = [
  scenario(
    '05_check_network_quality_with_invalid_request_body',
    'A body that breaks the schema',
    ...[brokenInsightBody, ask, ...refusedWith(400, 'INVALID_ARGUMENT')],
  ),
  scenario(
    '06_check_network_quality_with_invalid_application_profile_id',
    'A profile id that is no UUID',
    ...[insightBody, malformedProfileId(PROFILE_ID), ask, ...refusedWith(400, 'INVALID_ARGUMENT')],
  ),
  scenario(
    '09_no_authorization_header',
    'No access token',
    ...[noToken, insightBody, ask, ...refusedWith(401, 'UNAUTHENTICATED')],
  ),
  scenario(
    '10_expired_access_token',
    'An access token that has expired',
    ...[token('expired'), insightBody, ask, ...refusedWith(401, 'UNAUTHENTICATED')],
  ),
  scenario(
    '11_invalid_access_token',
    'An access token that no issuer has signed',
    ...[invalidToken, insightBody, ask, ...refusedWith(401, 'UNAUTHENTICATED')],
  ),
  scenario(
    '12_permission_denied',
    'An access token without the scope',
    ...[token('noScope'), insightBody, ask, ...refusedWith(403, 'PERMISSION_DENIED')],
  ),
  scenario(
    '13_invalid_token_context',
    'A profile that is not the client’s',
    ...[contradictedInsightBody, ask, ...refusedWith(403, 'INVALID_TOKEN_CONTEXT')],
  ),
  scenario(
    '14_application_profile_id_not_found',
    'A profile that is not there',
    ...[insightBody, unknownProfileId(PROFILE_ID), ask, ...refusedWith(404, 'NOT_FOUND')],
  ),
  scenario(
    '15_device_identifier_not_found',
    'A device that nobody knows',
    ...[insightBody, unknownDevice('$.device'), ask, ...refusedWith(404, 'IDENTIFIER_NOT_FOUND')],
  ),
  scenario(
    '20_too_many_requests',
    'A client over its rate limit',
    ...[rateLimitExceeded, insightBody, ask, ...refusedWith(429, 'TOO_MANY_REQUESTS')],
  ),
  scenario(
    '21_quota_exceeded',
    'A client over its quota',
    ...[quotaExceeded, insightBody, ask, ...refusedWith(429, 'QUOTA_EXCEEDED')],
  ),
]

export const CAMARA_CONNECTIVITY_INSIGHTS_06 = camaraSuite(
  {
    id: 'camara-connectivity-insights-0.6',
    version: '1',
    title: 'CAMARA connectivity-insights 0.6',
    apiPath: API,
  },
  [...QUALITY, ...REFUSALS],
)
