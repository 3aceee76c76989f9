import { expect, it, vi } from 'vitest'
import type { Bench } from '../../src-main/bench/benchOptions'
import { stopBeforeQuit } from '../../src-main/desktop/stopBeforeQuit'
import { app } from '../support/fakeElectron'

vi.mock('electron', () => import('../support/fakeElectron'))

it('exits with 1 when the bench stopped by itself', async () => {
  app.exit.mockClear()
  stopBeforeQuit({ ended: Promise.resolve(), stop: () => Promise.resolve() } as Bench)
  await vi.waitUntil(() => app.exit.mock.lastCall)
  expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
})

it('says why the bench could not stop in order, and exits with 1', async () => {
  app.exit.mockClear()
  const complained = vi.spyOn(console, 'error').mockReturnValue()
  const diskFull = new Error('ENOSPC')
  let tellEnded = () => {}
  const ended = new Promise<void>((resolve) => (tellEnded = resolve))
  stopBeforeQuit({ ended, stop: () => Promise.reject(diskFull).finally(tellEnded) } as unknown as Bench)
  app.quit()
  await vi.waitUntil(() => app.exit.mock.lastCall)
  expect(app.exit).toHaveBeenCalledExactlyOnceWith(1)
  expect(complained).toHaveBeenCalledExactlyOnceWith(diskFull)
})
