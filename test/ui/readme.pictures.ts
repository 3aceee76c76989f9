// `npx vitest run --project pictures` takes the README's pictures of the window.
import { expect, it } from 'vitest'
import { openWindowOf, panelOf } from '../support/benchWindow'
import { serveUntilTestEnds } from '../support/callboxProcess'
import { temporaryFolder } from '../support/temporaryFolder'

it('the overview while the train is in the tunnel', async () => {
  const bench = await serveUntilTestEnds(temporaryFolder(), '--scenario', 'train-tunnel')
  await bench.control.startScenario()
  await bench.control.setClock({ body: { advanceSeconds: 40 } })
  await bench.control.startRun({ body: { suite: 'tmf677-v1-certification' } })
  const page = await openWindowOf(bench)
  await panelOf(page, 'Last notifications').getByText('Delivered').first().waitFor()
  await page.getByRole('main').getByText('Loading').waitFor({ state: 'detached' })
  await page.locator('canvas').first().waitFor()
  await page.screenshot({ path: 'docs/overview-light.png' })
})

it('a finished run in which a check failed', async () => {
  const bench = await serveUntilTestEnds(temporaryFolder(), '--deviation', 'tmf677-user-filter-ignored')
  const { id } = await bench.control.startRun({ body: { suite: 'tmf677-v1-certification' } })
  await expect.poll(async () => (await bench.control.readRun({ id })).state, { timeout: 10_000 }).toBe('finished')
  const page = await openWindowOf(bench, { path: `/conformance/${id}`, theme: 'dark' })
  await page.getByText('5 of 7 passed').waitFor()
  await page.screenshot({ path: 'docs/conformance-dark.png' })
})
