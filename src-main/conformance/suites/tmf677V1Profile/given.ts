// What the steps of a case are compared with: the reports of the target as they stand, asked for first.
import type { Place } from '../../place'
import type { Check, Earlier, Finding, Reply, TestStep } from '../../suite'
import { isSuccess, jsonOf, reportsIn, type Resource } from '../tmf677V1/body'

export const COLLECTION = '/usageConsumptionReport'
/** Registered by "Prepare", so that every target has it. */
export const ONE = 'ur001'

function isReadable(reply: Reply, resource: Resource): boolean {
  const json = jsonOf(reply)
  if (!isSuccess(reply) || json === undefined || 'problem' in json) return false
  return resource === 'collection' ? Array.isArray(json.root.value) : reportsIn(reply, resource).length === 1
}

function judgeGiven(reply: Reply, resource: Resource): Finding {
  const count = reportsIn(reply, resource).length
  if (isReadable(reply, resource)) {
    return { outcome: 'observed', actual: count, message: `what follows is compared with ${count} reports` }
  }
  const message = `answered ${reply.status} without readable reports, so there is nothing to compare with`
  return { outcome: 'unmet', actual: reply.status, message }
}

function given(id: string, title: string, path: string, resource: Resource): TestStep {
  const check: Check = {
    id: 'given',
    clause: 'Given: the reports as they stand',
    judge: (reply) => [judgeGiven(reply, resource)],
  }
  return { id, title, purpose: 'given', request: { method: 'GET', path }, checks: [check] }
}

export const ALL_REPORTS = given('all', 'All reports, to compare with', COLLECTION, 'collection')
export const ONE_REPORT = given('one', `Report ${ONE}, to compare with`, `${COLLECTION}/${ONE}`, 'individual')

/** The reports of an earlier step; undefined when it did not bring any that can be read. */
export function reportsBefore({ reply }: Earlier, { id }: TestStep): readonly Place[] | undefined {
  const resource = id === ONE_REPORT.id ? 'individual' : 'collection'
  const before = reply(id)
  return before && isReadable(before, resource) ? reportsIn(before, resource) : undefined
}

export const NOTHING_GIVEN: Finding = { outcome: 'unmet', message: 'the step before brought nothing to compare with' }
