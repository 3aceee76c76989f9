import { afterEach, describe, expect, it, vi } from 'vitest'
import { saveFile } from './saveFile'

afterEach(() => vi.unstubAllGlobals())

describe(saveFile, () => {
  it('asks the desktop where to save, and says where that was', async () => {
    const save = vi.fn(() => Promise.resolve('/home/me/callbox.har'))
    vi.stubGlobal('callboxDesktop', { saveFile: save })
    await expect(saveFile('callbox.har', '{}', 'application/json')).resolves.toBe('/home/me/callbox.har')
    expect(save).toHaveBeenCalledWith('callbox.har', '{}')
  })

  it('is a download in a browser', async () => {
    const names: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    await expect(saveFile('callbox.har', '{}', 'application/json')).resolves.toBeUndefined()
    expect(names).toEqual(['callbox.har'])
  })
})
