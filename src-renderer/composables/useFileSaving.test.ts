import { afterEach, describe, expect, it, vi } from 'vitest'
import { useToastsStore } from '../stores/toasts'
import { playBench } from '../testing/fakeLink'
import { useFileSaving } from './useFileSaving'

afterEach(() => vi.unstubAllGlobals())

const FILE = { fileName: 'callbox.har', content: '{}', mediaType: 'application/json' }

function onDesktop(saveFile: () => Promise<string | undefined>) {
  playBench({})
  vi.stubGlobal('callboxDesktop', { saveFile })
  return { ...useFileSaving(), toasts: useToastsStore() }
}

describe(useFileSaving, () => {
  it('says where the file is now', async () => {
    const { save, toasts } = onDesktop(() => Promise.resolve('/home/me/callbox.har'))
    await save('The archive', () => FILE)
    expect(toasts.toasts).toMatchObject([{ kind: 'done', title: 'Saved', text: '/home/me/callbox.har' }])
  })

  it('says nothing when the person thinks better of it', async () => {
    const { save, toasts } = onDesktop(() => Promise.resolve(undefined))
    await save('The archive', () => FILE)
    expect(toasts.toasts).toEqual([])
  })

  it.each([
    ['the disk does not take it', () => FILE, 'ENOSPC: no space left on device'],
    ['it cannot be made', () => Promise.reject(new Error('There is no exchange x1.')), 'There is no exchange x1.'],
  ])('tells when %s', async (_, make, text) => {
    const { busy, save, toasts } = onDesktop(() => Promise.reject(new Error('ENOSPC: no space left on device')))
    await save('The archive', make)
    expect(toasts.toasts).toMatchObject([{ kind: 'refused', title: 'The archive was not saved', text }])
    expect(busy.value).toBe(false)
  })
})
