import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { openWindow } from '../support/benchWindow'

const CERTIFICATION_CASES = [
  'TC_UsageReport_N1',
  'TC_UsageReport_N2',
  'TC_UsageReport_N3',
  'TC_UsageReport_N4',
  'TC_UsageReport_N5',
  'TC_UsageReport_E1_user',
  'TC_UsageReport_E1_product',
]
/** What a server that ignores the filter by user gets wrong. */
const FILTERED_BY_USER = new Set(['TC_UsageReport_N2', 'TC_UsageReport_E1_user'])

/** Each case of the run on screen with its verdict, in the order of the suite. */
async function verdicts(page: Page): Promise<string[]> {
  const cases = page.getByRole('region', { name: 'Cases' }).getByRole('link')
  const texts = await cases.allInnerTexts()
  return texts.map((text) => text.split(/\s+/).slice(0, 2).join(' '))
}

const casesEndAs = (page: Page, expected: readonly string[]) =>
  expect.poll(() => verdicts(page), { timeout: 15_000 }).toEqual(expected)

describe('the certification', () => {
  it('passes its seven cases, and fails the right one with its clause once the bench deviates', async () => {
    const { page, bench } = await openWindow({ path: '/conformance' })
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await casesEndAs(
      page,
      CERTIFICATION_CASES.map((id) => `${id} Pass`),
    )
    await page.getByText('7 of 7 passed').waitFor()

    await bench.control.addFault({ body: { deviation: 'tmf677-user-filter-ignored' } })
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await casesEndAs(
      page,
      CERTIFICATION_CASES.map((id) => `${id} ${FILTERED_BY_USER.has(id) ? 'Fail' : 'Pass'}`),
    )
    // The first case that failed is opened by itself.
    const failed = page.getByRole('region', { name: 'Case TC_UsageReport_N2' })
    const check = failed.getByRole('row').filter({ hasText: 'ur003 does not match the filter' })
    await check.getByText('Fail').waitFor()
    await check.getByRole('cell', { name: 'Filtering: relatedParty.id=u1' }).waitFor()
  })
})
