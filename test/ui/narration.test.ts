// A presenter plays a scenario in the window: what is said, what comes next, a jump, and what was expected.
import { describe, expect, it } from 'vitest'
import { openWindow } from '../support/benchWindow'

describe('the narration of a scenario', () => {
  it('is read in large while it plays, and goes along when the presenter jumps', async () => {
    const { page, bench } = await openWindow({ flags: ['--scenario', 'train-tunnel'] })
    const narration = page.getByRole('region', { name: 'Narration' })
    await expect.poll(() => narration.count()).toBe(0)
    await bench.control.setClock({ body: { mode: 'paused' } })
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await narration.getByText('The conductor is on a video call.').waitFor()
    await narration.getByText('6 open').waitFor()
    const size = (await narration.getByText('The conductor is on a video call.').boundingBox())?.height
    expect(size).toBeGreaterThanOrEqual(64) // two lines of it

    await narration.getByRole('combobox', { name: 'Step to jump to' }).click()
    await page.getByRole('option', { name: 'The train leaves the tunnel' }).click()
    await narration.getByRole('button', { name: 'Jump' }).click()
    await narration.getByText('Daylight.').waitFor()
    await narration.getByText(/\d met/).waitFor()
    await narration.getByText('Degrade driver-assistant: delay').first().waitFor()
  })
})
