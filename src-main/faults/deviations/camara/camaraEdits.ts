// The means by which deviations change what the CAMARA APIs answer.
import { NETWORK_QUALITY_EVENT } from '#shared/wire/camara/connectivityInsightsSubscriptionsV06'
import type { NotificationFault } from '#shared/domain/notificationFault'
import type { Behaviour, Reply } from '../../behaviour'
import { changeAt, type Json } from '../tmf677/reportEdits'

/** Which replies are changed; everything that is said must hold. */
export interface Which {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly notMethod?: 'POST'
  readonly status?: number
  /** Of refusals only, or of successes only. */
  readonly refused?: boolean
  /** `code` of a refusal. */
  readonly code?: string
  /** What must hold of the body. */
  readonly where?: (body: Json) => boolean
}

function jsonOf({ body }: Pick<Reply, 'body'>): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

function isMeant(reply: Reply, method: string, which: Which): boolean {
  if (which.method !== undefined && which.method !== method) return false
  if (which.notMethod === method) return false
  if (which.status !== undefined && which.status !== reply.status) return false
  if (which.refused !== undefined && which.refused !== reply.status >= 400) return false
  const body = (jsonOf(reply) ?? {}) as Json
  return (which.code === undefined || body.code === which.code) && (which.where?.(body) ?? true)
}

export function editingReplies(which: Which, edit: (reply: Reply, method: string) => Reply): Behaviour {
  return { edit: (reply, _, method) => (isMeant(reply, method, which) ? edit(reply, method) : reply) }
}

export function answering(which: Which, status: number): Behaviour {
  return editingReplies(which, (reply) => ({ ...reply, status }))
}

/** Changes the JSON of replies; what is none stays as it is. */
export function editingJson(which: Which, edit: (json: unknown) => unknown): Behaviour {
  return editingReplies(which, (reply) => {
    const json = jsonOf(reply)
    return json === undefined ? reply : { ...reply, body: JSON.stringify(edit(json)) }
  })
}

const SUCCESS: Which = { refused: false }

/** The resources of a body: one, or each of a list, which r4.1 wraps. */
function eachResource(json: unknown, edit: (resource: Json) => unknown): unknown {
  if (Array.isArray(json)) return json.map((one) => edit(one as Json))
  const body = json as Json
  return Array.isArray(body.subscriptions)
    ? { ...body, subscriptions: body.subscriptions.map((one) => edit(one as Json)) }
    : edit(body)
}

export type Make = (value: unknown) => unknown

/** Puts a member there, also where it was not; where what holds it is missing, so is the member. */
export function setting(member: string, make: Make, which: Which = SUCCESS): Behaviour {
  const change = (structure: Json, name: string) => ({ ...structure, [name]: make(structure[name]) })
  return editingJson(which, (json) => eachResource(json, (one) => changeAt(one, member.split('.'), change)))
}

export function removing(member: string, which: Which = SUCCESS): Behaviour {
  const change = ({ ...structure }: Json, name: string) => {
    delete structure[name]
    return structure
  }
  return editingJson(which, (json) => eachResource(json, (one) => changeAt(one, member.split('.'), change)))
}

/** Each resource as a whole. */
export function changing(edit: (resource: Json) => Json, which: Which = SUCCESS): Behaviour {
  return editingJson(which, (json) => eachResource(json, edit))
}

/** Which events are changed. */
export type EventKind = 'quality' | 'ended' | 'any'

function isOfKind(type: unknown, kind: EventKind): boolean {
  return kind === 'any' || (kind === 'quality') === (type === NETWORK_QUALITY_EVENT)
}

/** Changes notifications as they are sent, each attempt of them; another deviation may have left half an event. */
function editingEvents(kind: EventKind, edit: (event: Json) => Json): Behaviour {
  const request: NotificationFault['request'] = (sent) => {
    const event = jsonOf(sent) as Json | undefined
    return event && isOfKind(event.type, kind) ? { ...sent, body: JSON.stringify(edit(event)) } : sent
  }
  return { notification: { request } }
}

export function settingInEvents(kind: EventKind, member: string, make: Make): Behaviour {
  const change = (structure: Json, name: string) => ({ ...structure, [name]: make(structure[name]) })
  return editingEvents(kind, (event) => changeAt(event, member.split('.'), change) as Json)
}

/** Changes the data of events, unless another deviation has made it no structure. */
export function editingEventData(kind: EventKind, edit: (data: Json) => Json): Behaviour {
  return settingInEvents(kind, 'data', (data) => (data instanceof Object ? edit(data as Json) : data))
}

export function settingHeaderOfEvents(name: string, value: string): Behaviour {
  return { notification: { request: (sent) => ({ ...sent, headers: { ...sent.headers, [name]: value } }) } }
}

/** Such events are never raised. */
export function withholding(isWithheld: (event: Json) => boolean): Behaviour {
  return { notification: { event: (event) => (isWithheld(event) ? undefined : event) } }
}
