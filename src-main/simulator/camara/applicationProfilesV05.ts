// CAMARA application-profiles 0.5 (r1.2): its operations, and profiles in its shape.
import type { StoredProfile } from '#shared/domain/applicationProfile'
import { BenchError } from '#shared/errors/benchError'
import {
  zApplicationProfile,
  zApplicationProfileRequest,
  type WireApplicationProfile,
} from '#shared/wire/camara/applicationProfilesV05'
import type { ProfileRegistry } from './applicationProfiles'
import type { CamaraApi, CamaraCall } from './operation'
import { CAMARA_ERRORS } from './errorTable'
import { parseBody } from './requestBody'
import { uuidParameter } from './uuidParameter'

function toWire({ id, networkQualityThresholds, computeResources }: StoredProfile): WireApplicationProfile {
  return { applicationProfileId: id, networkQualityThresholds, computeResources }
}

const profileId = (call: CamaraCall) => uuidParameter(call, 'applicationProfileId')

/** Reading C13: the id in the body is required and equals that of the path. */
function parseUpdate(call: CamaraCall): WireApplicationProfile {
  const id = profileId(call)
  const update = parseBody(zApplicationProfile, call.body)
  if (update.applicationProfileId === id) return update
  throw new BenchError('invalidArgument', 'applicationProfileId in the body differs from the one in the path.', {
    field: 'applicationProfileId',
  })
}

export function applicationProfilesV05(profiles: ProfileRegistry): CamaraApi {
  return {
    title: 'Application profiles',
    version: '0.5.0',
    basePath: '/application-profiles/v0.5',
    errors: CAMARA_ERRORS,
    operations: [
      {
        operationId: 'createApplicationProfile',
        method: 'post',
        path: '/application-profiles',
        scope: 'application-profiles:create',
        summary: 'Keep a profile: what an application needs of the network, and of compute resources.',
        request: zApplicationProfileRequest,
        replies: { 201: zApplicationProfile },
        refusals: [],
        async answer({ caller, body }) {
          const profile = await profiles.create(caller, parseBody(zApplicationProfileRequest, body))
          return { status: 201, body: toWire(profile) }
        },
      },
      {
        operationId: 'readApplicationProfile',
        method: 'get',
        path: '/application-profiles/:applicationProfileId',
        scope: 'application-profiles:read',
        summary: 'Read a profile of this client, or one of the scenario.',
        replies: { 200: zApplicationProfile },
        refusals: ['notFound'],
        answer: (call) => ({ status: 200, body: toWire(profiles.read(call.caller, profileId(call))) }),
      },
      {
        operationId: 'updateApplicationProfile',
        method: 'patch',
        path: '/application-profiles/:applicationProfileId',
        scope: 'application-profiles:update',
        summary: 'Replace the thresholds, the compute resources, or both; live subscriptions are assessed anew.',
        request: zApplicationProfile,
        replies: { 200: zApplicationProfile },
        refusals: ['notFound'],
        async answer(call) {
          const update = parseUpdate(call)
          return { status: 200, body: toWire(await profiles.update(call.caller, update.applicationProfileId, update)) }
        },
      },
      {
        operationId: 'deleteApplicationProfile',
        method: 'delete',
        path: '/application-profiles/:applicationProfileId',
        scope: 'application-profiles:delete',
        summary: 'Remove a profile; the subscriptions that use it end.',
        replies: { 204: null },
        refusals: ['notFound'],
        async answer(call) {
          await profiles.remove(call.caller, profileId(call))
          return { status: 204 } // reading C14
        },
      },
    ],
  }
}
