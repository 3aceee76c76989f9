import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { openWindow } from '../support/benchWindow'

const isDark = (page: Page) => page.locator('html.dark').count()
const backgroundOf = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor')

describe('the theme', () => {
  it('follows the system until one is chosen, which outlives a reload and the system', async () => {
    const { page } = await openWindow({ theme: 'dark' })
    expect(await isDark(page)).toBe(1)
    const dark = await backgroundOf(page)

    await page.getByRole('button', { name: 'Theme: Follow system' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Light' }).click()
    await expect.poll(() => isDark(page)).toBe(0)
    await page.reload()
    await page.getByRole('button', { name: 'Theme: Light' }).waitFor()
    expect(await isDark(page)).toBe(0)
    expect(await backgroundOf(page)).not.toBe(dark)
  })
})
