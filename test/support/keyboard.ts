// Going about a page without a mouse.
import type { Locator, Page } from 'playwright-core'

export const MOST_STOPS = 80

/** Where the keyboard is. */
const focused = (page: Page) => page.locator(':focus')
export const isFocused = async (locator: Locator) => (await locator.and(focused(locator.page())).count()) > 0

const NAME_OF_FOCUSED = 'document.activeElement.ariaLabel ?? document.activeElement.textContent.trim().slice(0, 30)'

/** Goes on by Tab, as a person without a mouse, to what is wanted. */
export async function tabTo(page: Page, wanted: Locator, mostStops = MOST_STOPS): Promise<void> {
  await wanted.waitFor()
  const stops: string[] = []
  while (stops.length < mostStops) {
    if (await isFocused(wanted)) return
    await page.keyboard.press('Tab')
    stops.push(await page.evaluate<string>(NAME_OF_FOCUSED))
  }
  throw new Error(`Tab did not reach it, but: ${stops.join(' | ')}`)
}

/** Goes there by Tab, and presses a key. */
export async function press(page: Page, wanted: Locator, key = 'Enter', mostStops = MOST_STOPS): Promise<void> {
  await tabTo(page, wanted, mostStops)
  await page.keyboard.press(key)
}
