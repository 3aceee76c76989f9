import { it } from 'vitest'
import { openWindow } from '../support/benchWindow'

it.each([
  ['light', 1440, 900],
  ['dark', 1920, 1080],
] as const)('shots %s', async (theme, width, height) => {
  const { page, bench } = await openWindow({
    path: '/network',
    theme,
    size: { width, height },
    flags: ['--scenario', 'train-tunnel'],
  })
  await bench.control.addDegradation({ body: { target: { cell: 'open-track' }, preset: 'bufferbloat' } })
  await bench.control.handOver({ id: 'passenger-phone', body: { cell: 'tunnel', startsInSeconds: 40 } })
  await bench.control.setClock({ body: { advanceSeconds: 25 } })
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `/tmp/tsb/netb/shots/${theme}-top.png` })
  await page.screenshot({ path: `/tmp/tsb/netb/shots/${theme}-full.png`, fullPage: true })
  await page.getByRole('button', { name: 'Why this answer?' }).first().click()
  await page.getByRole('button', { name: 'New profile' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByLabel('CSV file').setInputFiles({
    name: 'ride.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('t,rtt,down\n0,80,5\n5,300,2\n9,120,9\n'),
  })
  await page.waitForTimeout(1500)
  await page.evaluate(
    "document.querySelectorAll('*').forEach((e) => { if (e.scrollHeight > e.clientHeight + 50 && getComputedStyle(e).overflowY === 'auto' && e.clientHeight > 400) { e.style.overflow = 'visible'; e.style.height = 'auto' } })",
  )
  await page.setViewportSize({ width, height: 2600 })
  await page.waitForTimeout(800)
  await page.screenshot({ path: `/tmp/tsb/netb/shots/${theme}-open.png`, fullPage: true })
})
