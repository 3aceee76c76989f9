import type { Suite, TestCase } from '../suite'

/** Those that may change what is registered on the target are left out unless that was allowed. */
export function runnableCases({ cases }: Suite, allowWrites = false): readonly TestCase[] {
  return cases.filter(({ writes = false }) => allowWrites || !writes)
}
