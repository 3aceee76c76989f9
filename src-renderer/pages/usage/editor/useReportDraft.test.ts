import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import type { RegisteredReport } from '#shared/domain/registeredReport'
import { withValue } from './draft'
import { useReportDraft, type WrittenReport } from './useReportDraft'

const REPORT: RegisteredReport = {
  id: 'ur1',
  name: 'Prepaid',
  effectiveDate: 'now',
  bucket: [{ id: 'b', product: { id: 'p' }, bucketBalance: [{ unit: 'MB', remainingValue: 1 }] }],
}
const registered = shallowRef<RegisteredReport>(REPORT)

/** What somebody does on one visit to the editor. */
async function visit<T>(task: (report: WrittenReport) => T): Promise<T> {
  const scope = effectScope()
  const done = task(scope.run(() => useReportDraft(() => registered.value)) as WrittenReport)
  await nextTick()
  scope.stop()
  return done
}
const rename = (name: string) => visit(({ draft }) => (draft.value = withValue(draft.value, ['name'], name)))

beforeEach(() => {
  setActivePinia(createPinia())
  registered.value = REPORT
})

describe(useReportDraft, () => {
  it('goes on with what was written on an earlier visit, and says so', async () => {
    await rename('Postpaid')
    await visit(({ draft, isRestored, isOutdated }) => {
      expect(draft.value).toEqual({ ...REPORT, name: 'Postpaid' })
      expect([isRestored.value, isOutdated.value]).toEqual([true, false])
    })
  })

  it('keeps nothing of a visit that changed nothing', async () => {
    await rename('Postpaid')
    await rename('Prepaid')
    await visit(({ text }) => (text.value = JSON.stringify(REPORT, null, 2)))
    registered.value = { ...REPORT, name: 'Changed since' }
    await visit(({ draft, isRestored }) => expect([draft.value, isRestored.value]).toEqual([registered.value, false]))
  })

  it('knows that somebody else changed the report meanwhile, until one takes theirs', async () => {
    await rename('Postpaid')
    registered.value = { ...REPORT, name: 'Changed since' }
    await visit(({ draft, isOutdated, isRestored, takeTheirs }) => {
      expect(isOutdated.value).toBe(true)
      takeTheirs()
      expect([draft.value, isOutdated.value, isRestored.value]).toEqual([registered.value, false, false])
    })
    await visit(({ isRestored }) => expect(isRestored.value).toBe(false))
  })

  it('also while it is open, and lets one keep mine', async () => {
    await visit(({ draft, isOutdated, keepMine }) => {
      draft.value = withValue(draft.value, ['name'], 'Postpaid')
      registered.value = { ...REPORT, name: 'Changed since' }
      expect(isOutdated.value).toBe(true)
      keepMine()
      expect([draft.value, isOutdated.value]).toEqual([{ ...REPORT, name: 'Postpaid' }, false])
    })
    await visit(({ isOutdated }) => expect(isOutdated.value).toBe(false))
  })
})
