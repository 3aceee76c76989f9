// The means by which deviations change what a TMF677 server answers. They leave alone what is no successful JSON reply,
// and members that are not there.
import type { Behaviour, Reply } from '../../behaviour'

export type Json = Record<string, unknown>
type Edit = (object: Json) => Json

/** The value that the request filters by. */
export function filterValue(url: URL, filter: string): string | null {
  return url.searchParams.get(filter)
}

/** Changes the JSON of a reply with status 2xx. */
function editingJson(edit: (json: unknown, url: URL) => unknown): Behaviour {
  return {
    edit(reply, url) {
      if (reply.status >= 300 || reply.body === '') return reply
      return { ...reply, body: JSON.stringify(edit(JSON.parse(reply.body), url)) }
    },
  }
}

/** Changes the answer to a list. */
export function editingList(edit: (reports: readonly Json[], url: URL) => unknown): Behaviour {
  return editingJson((json, url) => (Array.isArray(json) ? edit(json as Json[], url) : json))
}

/** Changes the answer to a request for one report. */
export function editingSingle(edit: (report: Json) => unknown): Behaviour {
  return editingJson((json) => (Array.isArray(json) ? json : edit(json as Json)))
}

/** Changes each report, in a list and alone. */
export function editingReports(edit: (report: Json, url: URL) => Json): Behaviour {
  return editingJson((json, url) => {
    return Array.isArray(json) ? (json as Json[]).map((report) => edit(report, url)) : edit(json as Json, url)
  })
}

/** Edits each of a list of members. */
function editMembers(name: string, edit: Edit): Edit {
  return (object) => {
    const members = object[name]
    return Array.isArray(members) ? { ...object, [name]: (members as Json[]).map(edit) } : object
  }
}

export function editingBuckets(edit: Edit): Behaviour {
  return editingReports(editMembers('bucket', edit))
}

export function editingBalances(edit: Edit): Behaviour {
  return editingBuckets(editMembers('bucketBalance', edit))
}

export function editingCounters(edit: Edit): Behaviour {
  return editingBuckets(editMembers('bucketCounter', edit))
}

export function editingQuantities(edit: Edit): Behaviour {
  return editingBuckets((bucket) => editMembers('bucketCounter', edit)(editMembers('bucketBalance', edit)(bucket)))
}

export function without(name: string): Edit {
  return ({ [name]: _, ...rest }) => rest
}

/** Sets members that are there already, each by what it was. */
export function changing(changes: Readonly<Record<string, (value: unknown) => unknown>>): Edit {
  return (object) => {
    const names = Object.keys(changes).filter((name) => name in object)
    return { ...object, ...Object.fromEntries(names.map((name) => [name, changes[name]?.(object[name])])) }
  }
}

/** The request is answered as if this parameter were not there. */
export function ignoring(parameter: string): Behaviour {
  return {
    rewrite(url) {
      const rewritten = new URL(url)
      rewritten.searchParams.delete(parameter)
      return rewritten
    },
  }
}

/** What a server that takes an unknown value for an unknown resource says. */
export function asNotFound(reply: Reply): Reply {
  const message = 'There is no such user or product.'
  const error = { code: 'notFound', reason: 'Resource not found', message, status: '404' }
  return { ...reply, status: 404, body: JSON.stringify(error) }
}

/** Changes the reply when a list is empty because of this filter. */
export function whenNothingHas(filter: string, edit: (reply: Reply) => Reply): Behaviour {
  return {
    edit: (reply, url) => (filterValue(url, filter) !== null && reply.body === '[]' ? edit(reply) : reply),
  }
}

type Change = (structure: Json, name: string) => Json

/** Where a structure on the way is missing, so is what is below it. */
export function changeAt(value: unknown, [name = '', ...rest]: readonly string[], change: Change): unknown {
  if (Array.isArray(value)) return value.map((item) => changeAt(item, [name, ...rest], change))
  if (typeof value !== 'object' || value === null) return value
  const structure = value as Json
  if (rest.length === 0) return change(structure, name)
  return name in structure ? { ...structure, [name]: changeAt(structure[name], rest, change) } : structure
}

/** Changes the attribute at a dotted path, through lists. What a selection leaves out stays out. */
function changingAttribute(attribute: string, change: Change): Behaviour {
  const path = attribute.split('.')
  return editingReports((report, url) => {
    const fields = url.searchParams.get('fields')?.split(',')
    const isSelected = fields === undefined || fields.includes(path[0] ?? '')
    return isSelected ? (changeAt(report, path, change) as Json) : report
  })
}

/** Puts the attribute there, also where it was not. @param make from what it was */
export function setting(attribute: string, make: (value: unknown) => unknown): Behaviour {
  return changingAttribute(attribute, (structure, name) => ({ ...structure, [name]: make(structure[name]) }))
}

export function removing(attribute: string): Behaviour {
  return changingAttribute(attribute, (structure, name) => without(name)(structure))
}
