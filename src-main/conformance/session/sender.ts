import type { Probe, ProbeOutcome, ProbeRequest } from '../probe/probe'
import type { TestStep } from '../suite'

type Outcome = Exclude<ProbeOutcome, { kind: 'cancelled' }>

export interface Sender {
  /** What came of the request of a step and of its copies, sent at the same time; nothing when the run was cancelled meanwhile. */
  send(step: TestStep, request: ProbeRequest): Promise<readonly Outcome[]>
}

/** @param isUndisturbed nothing else changes the target, so what is given is asked for once */
export function createSender(probe: Probe, isUndisturbed: boolean): Sender {
  const givenBefore = new Map<TestStep, readonly Outcome[]>()

  async function sendAll(request: ProbeRequest, copies: number): Promise<readonly Outcome[]> {
    const outcomes = await Promise.all(Array.from({ length: copies }, () => probe.send(request)))
    const answered = outcomes.filter((outcome) => outcome.kind !== 'cancelled')
    return answered.length === copies ? answered : []
  }

  return {
    async send(step, request) {
      const before = givenBefore.get(step)
      if (before) return before
      const outcomes = await sendAll(request, step.copies ?? 1)
      const staysTrue = isUndisturbed && step.purpose === 'given' && request.method === 'GET'
      if (staysTrue && typeof step.request !== 'function') givenBefore.set(step, outcomes)
      return outcomes
    },
  }
}
