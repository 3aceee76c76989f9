// Going about a page without a mouse.
import type { Locator, Page } from 'playwright-core'

export const MOST_STOPS = 80

/** Where the keyboard is. */
const focused = (page: Page) => page.locator(':focus')
export const isFocused = async (locator: Locator) => (await locator.and(focused(locator.page())).count()) > 0

/** The page itself notes where the keyboard was: asking it at each stop would double the way. */
const NOTE_STOPS = `(() => {
  if (!globalThis.keyboardStops) document.addEventListener('focusin', ({ target }) => {
    keyboardStops.push(target.ariaLabel ?? target.textContent.trim().slice(0, 30))
  })
  globalThis.keyboardStops = []
})()`

/** Goes on by Tab, as a person without a mouse, to what is wanted. */
export async function tabTo(page: Page, wanted: Locator, mostStops = MOST_STOPS): Promise<void> {
  await wanted.waitFor()
  await page.evaluate(NOTE_STOPS)
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await isFocused(wanted)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab did not reach it, but: ${await page.evaluate<string>("keyboardStops.join(' | ')")}`)
}

/** Goes there by Tab, and presses a key. */
export async function press(page: Page, wanted: Locator, key = 'Enter', mostStops = MOST_STOPS): Promise<void> {
  await tabTo(page, wanted, mostStops)
  await page.keyboard.press(key)
}
