// The scenarios of CAMARA application-profiles 0.5 (r1.2), each by its tag.
import type { Action, OperationId, Scenario } from '../../camara/scenario/action'
import { bodyComplies } from '../../camara/schema/schemaChecks'
import { note } from '../../camara/readings'
import { background, send } from '../../camara/steps/common'
import { answeredAsAsked, memberIsUuid } from '../../camara/steps/profileReplies'
import {
  brokenProfileBody,
  contradictedProfileBody,
  existingProfile,
  profileBody,
  profileUpdateBody,
  unknownProfile,
} from '../../camara/steps/profiles'
import { correlatorEchoed, isJson, refusedWith, statusIs } from '../../camara/steps/replies'
import { token } from '../../camara/steps/tokens'
import { camaraSuite } from '../../camara/camaraSuite'

const API = '/application-profiles/v0.5'

/** An application profile, whole. */
const PROFILE = [isJson, correlatorEchoed, ...bodyComplies('ApplicationProfile', API), answeredAsAsked]

function scenario(tag: string, title: string, ...actions: readonly Action[]): Scenario {
  return { id: `application_profiles_${tag}`, title, actions: [...background(API), ...actions] }
}

const create = send('createApplicationProfile')
const refusedUnknown = (operation: OperationId) => [send(operation), ...refusedWith(404, 'NOT_FOUND')]

const SCENARIOS: readonly Scenario[] = [
  scenario(
    '01_create_application_profile',
    'A profile is created',
    profileBody,
    create,
    ...[statusIs(201), ...PROFILE, memberIsUuid('applicationProfileId')],
  ),
  scenario(
    '02_update_application_profile',
    'A profile is updated',
    ...[existingProfile, profileUpdateBody, send('updateApplicationProfile')],
    ...[statusIs(200), ...PROFILE],
  ),
  scenario(
    '03_read_application_profile',
    'A profile is read',
    ...[existingProfile, send('readApplicationProfile'), statusIs(200), ...PROFILE],
  ),
  scenario(
    '04_delete_application_profile',
    'A profile is deleted',
    ...[existingProfile, send('deleteApplicationProfile'), statusIs(204, [note('C14')]), correlatorEchoed],
  ),
  scenario(
    '05_create_with_invalid_request_body',
    'A profile is not created from a body that breaks the schema',
    ...[brokenProfileBody, create, ...refusedWith(400, 'INVALID_ARGUMENT')],
  ),
  scenario(
    '06_update_with_invalid_request_body',
    'A profile is not updated from a body that breaks the schema',
    ...[existingProfile, brokenProfileBody, send('updateApplicationProfile')],
    ...refusedWith(400, 'INVALID_ARGUMENT'),
  ),
  scenario(
    '11_permission_denied',
    'A token without the scope creates nothing',
    ...[token('noScope'), profileBody, create, ...refusedWith(403, 'PERMISSION_DENIED')],
  ),
  scenario(
    '12_invalid_token_context',
    'A profile that contradicts the token is not created',
    ...[contradictedProfileBody, create, ...refusedWith(403, 'INVALID_TOKEN_CONTEXT')],
  ),
  scenario(
    '13_read_unknown_profile_id',
    'A profile that is not there cannot be read',
    ...[unknownProfile, ...refusedUnknown('readApplicationProfile')],
  ),
  scenario(
    '14_update_unknown_profile_id',
    'A profile that is not there cannot be updated',
    ...[unknownProfile, profileUpdateBody, ...refusedUnknown('updateApplicationProfile')],
  ),
  scenario(
    '15_delete_unknown_profile_id',
    'A profile that is not there cannot be deleted',
    ...[unknownProfile, ...refusedUnknown('deleteApplicationProfile')],
  ),
]

export const CAMARA_APPLICATION_PROFILES_05 = camaraSuite(
  {
    id: 'camara-application-profiles-0.5',
    version: '1',
    title: 'CAMARA application-profiles 0.5',
    apiPath: API,
  },
  SCENARIOS,
)
