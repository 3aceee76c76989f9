// The simulated network: who is in it, how it is, and what degrades it.
import { z } from 'zod'
import { zStoredProfile } from '../../domain/applicationProfile'
import {
  zDegradationRequest,
  zDegradationView,
  zExplanation,
  zHandoverRequest,
  zHandoverView,
  zPresetView,
  zProfilePresetView,
  zProfileRequest,
} from '../networkViews'
import type { Operation } from '../operation'
import { zTraceCurves, zTracePreview, zTracePreviewRequest, zTraceRequest, zTraceView } from '../traceViews'
import { zAssessmentView, zCellView, zConditionSeries, zDeviceView, zFleetConditions } from '../views'
import { listOf, zNothing } from './listOf'

export const NETWORK_OPERATIONS = {
  listCells: { method: 'GET', path: '/cells', status: 200, response: listOf(zCellView) },
  readConditions: {
    method: 'GET',
    path: '/devices/{id}/conditions',
    query: z.object({
      /** Counted from here; from now if absent. */
      at: z.iso.datetime({ offset: true }).optional(),
      secondsBack: z.coerce.number().min(0).max(86_400).default(120),
      secondsAhead: z.coerce.number().min(0).max(86_400).default(0),
      points: z.coerce.number().int().min(2).max(2000).default(241),
    }),
    status: 200,
    response: zConditionSeries,
  },
  /** Of every device, or of those of one cell, up to 200. */
  readFleet: {
    method: 'GET',
    path: '/conditions',
    query: z.object({
      cell: z.string().optional(),
      secondsBack: z.coerce.number().min(0).max(600).default(120),
      secondsAhead: z.coerce.number().min(0).max(600).default(0),
      points: z.coerce.number().int().min(2).max(241).default(61),
    }),
    status: 200,
    response: zFleetConditions,
  },
  listDevices: { method: 'GET', path: '/devices', status: 200, response: listOf(zDeviceView) },
  listProfiles: { method: 'GET', path: '/profiles', status: 200, response: listOf(zStoredProfile) },
  listProfilePresets: { method: 'GET', path: '/profile-presets', status: 200, response: listOf(zProfilePresetView) },
  /** As a scenario brings one along: every client may use it, none may change it. */
  createProfile: { method: 'POST', path: '/profiles', body: zProfileRequest, status: 201, response: zStoredProfile },
  /** Its subscriptions end with it. */
  removeProfile: { method: 'DELETE', path: '/profiles/{id}', status: 204, response: zNothing },
  listAssessments: { method: 'GET', path: '/assessments', status: 200, response: listOf(zAssessmentView) },
  explain: {
    method: 'GET',
    path: '/explain',
    query: z.object({
      subscription: z.string().optional(),
      device: z.string().optional(),
      profile: z.string().optional(),
    }),
    status: 200,
    response: zExplanation,
  },

  listDegradations: { method: 'GET', path: '/degradations', status: 200, response: listOf(zDegradationView) },
  addDegradation: {
    method: 'POST',
    path: '/degradations',
    body: zDegradationRequest,
    status: 201,
    response: zDegradationView,
  },
  listPresets: { method: 'GET', path: '/presets', status: 200, response: listOf(zPresetView) },
  listTraces: { method: 'GET', path: '/traces', status: 200, response: listOf(zTraceView) },
  importTrace: { method: 'POST', path: '/traces', body: zTraceRequest, status: 201, response: zTraceView },
  /** Reads a table and keeps nothing. */
  previewTrace: {
    method: 'POST',
    path: '/traces/preview',
    body: zTracePreviewRequest,
    status: 200,
    response: zTracePreview,
  },
  readTraceCurves: {
    method: 'GET',
    path: '/traces/{id}/curves',
    query: z.object({ points: z.coerce.number().int().min(2).max(2000).default(300) }),
    status: 200,
    response: zTraceCurves,
  },
  removeTrace: { method: 'DELETE', path: '/traces/{id}', status: 204, response: zNothing },
  listHandovers: { method: 'GET', path: '/handovers', status: 200, response: listOf(zHandoverView) },
  handOver: {
    method: 'POST',
    path: '/devices/{id}/handover',
    body: zHandoverRequest,
    status: 201,
    response: zHandoverView,
  },
  cancelHandover: { method: 'DELETE', path: '/handovers/{id}', status: 204, response: zNothing },
  removeDegradation: { method: 'DELETE', path: '/degradations/{id}', status: 204, response: zNothing },
} as const satisfies Record<string, Operation>
