// The readings of the published files that these checks rely on, in the words a person sees beside a check.
// Numbers are those of decisions/readings.md.
import type { Note } from '#shared/conformance/runReport'

const READINGS = {
  C1: 'r3.2 spells the profile papplicationProfileId in events; servers may send applicationProfileId beside it',
  C3: 'r3.2 requires id and describes subscriptionId, r4.1 has id alone: either names the subscription',
  C6: 'the feature file wants an array; in r4.1 the schema has an object with subscriptions and pagination',
  C7: 'the schema has SUBSCRIPTION_DELETED for this, the feature file NETWORK_TERMINATED: the first is right, the second tolerated',
  C8: 'an event type the API does not know: 403 SUBSCRIPTION_MISMATCH in the feature file, 400 INVALID_ARGUMENT elsewhere',
  C9: 'sinks are https; one of http that is echoed is only noted',
  C14: 'a deleted profile is 204 in the file and 200 in its feature file: the first is right, the second tolerated',
} as const

/** @param detail replaces the general text where the reply itself says more. */
export function note(reading: keyof typeof READINGS, detail?: string): Note {
  return { reading, text: detail ?? READINGS[reading] }
}
