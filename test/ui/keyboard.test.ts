import { describe, expect, it } from 'vitest'
import { openWindow, panelOf, visit } from '../support/benchWindow'
import { isFocused, MOST_STOPS, press, tabTo } from '../support/keyboard'

/** Whether a person sees where the keyboard is: an outline, or a ring drawn as a shadow; null when it is nowhere. */
const FOCUS_LOOK = `(() => {
  if (document.activeElement === document.body) return null
  const lookOf = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return outlineStyle === 'none' || outlineWidth === '0px' ? boxShadow : 'outline'
  }
  const element = document.activeElement
  const before = lookOf(element)
  element.blur()
  const after = lookOf(element)
  element.focus({ focusVisible: true })
  return before === 'outline' || before !== after
})()`

describe('without a mouse', () => {
  it('the first stop skips the navigation', async () => {
    const { page } = await openWindow()
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to the page' })
    expect(await isFocused(skip)).toBe(true)
    await skip.waitFor({ state: 'visible' })
    await page.keyboard.press('Enter')
    expect(await isFocused(page.getByRole('main'))).toBe(true)
  })

  it('a person degrades a device and clears the degradation', async () => {
    const { page } = await openWindow({ flags: ['--scenario', 'train-tunnel'] })
    await press(page, page.getByRole('link', { name: 'Network' }))
    const form = panelOf(page, 'Degrade')
    await press(page, form.getByLabel('Delay: how it changes'))
    await expect.poll(() => isFocused(page.getByRole('option', { name: 'leave' }))).toBe(true)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => isFocused(page.getByRole('option', { name: 'set to' }))).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await tabTo(page, form.getByLabel('Delay: value'))
    await page.keyboard.type('900')
    await page.keyboard.press('Enter')
    const clear = page.getByRole('button', { name: /^Clear: Device/ })
    await press(page, clear)
    await page.getByText('Nothing degrades the network').waitFor()
  })

  it('a person runs the certification and opens a case', async () => {
    const { page } = await openWindow()
    await press(page, page.getByRole('link', { name: 'Conformance' }))
    await press(page, page.getByRole('button', { name: 'Run', exact: true }))
    await page.getByText('7 of 7 passed').waitFor()
    await press(page, page.getByRole('link', { name: /TC_UsageReport_N3/ }))
    await page.getByRole('region', { name: 'Case TC_UsageReport_N3' }).waitFor()
  })

  it('a person jumps the clock, and is back at the button when the panel closes', async () => {
    const { page } = await openWindow()
    const jump = page.getByRole('group', { name: 'Bench clock' }).getByRole('button', { name: 'Jump' })
    await press(page, jump)
    await press(page, page.getByRole('button', { name: '+ 1 h' }))
    await page.getByRole('status').filter({ hasText: 'Clock jumped' }).waitFor()
    await press(page, jump)
    await page.getByRole('form', { name: 'Jump of the bench clock' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => isFocused(jump)).toBe(true)
  })

  it('a person always sees where the keyboard is', async () => {
    const { page } = await openWindow()
    const unseen: string[] = []
    for (const path of ['/', '/network', '/notifications', '/usage', '/traffic', '/faults', '/conformance']) {
      await visit(page, path)
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
      await page.keyboard.press('Tab')
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        const isSeen = await page.evaluate<boolean | null>(FOCUS_LOOK)
        if (isSeen === null) break
        if (!isSeen) unseen.push(await page.evaluate<string>('document.activeElement.outerHTML.slice(0, 160)'))
        await page.keyboard.press('Tab')
      }
    }
    expect(unseen).toEqual([])
  })
})
