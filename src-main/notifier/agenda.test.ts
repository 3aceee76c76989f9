import { describe, expect, it } from 'vitest'
import { createTestClock, TEST_START } from '../../test/support/testClock'
import { createAgenda } from './agenda'

function startAgenda() {
  const clock = createTestClock()
  const fired: [string, number][] = []
  const agenda = createAgenda<string>(clock, (keys, dueAt) => {
    fired.push([keys.join(), dueAt - TEST_START])
    return Promise.resolve()
  })
  return { clock, fired, agenda }
}

describe(createAgenda, () => {
  it('lets all keys of one instant fall due together, instants in order', async () => {
    const { clock, fired, agenda } = startAgenda()
    agenda.set('late', TEST_START + 2)
    agenda.set('one', TEST_START + 1)
    agenda.set('other', TEST_START + 1)
    expect(await clock.advanceBy(5)).toBe(2)
    expect(fired).toEqual([
      ['one,other', 1],
      ['late', 2],
    ])
  })

  it('moves a key that is set again', async () => {
    const { clock, fired, agenda } = startAgenda()
    agenda.set('one', TEST_START + 1)
    agenda.set('one', TEST_START + 3)
    await clock.advanceBy(5)
    expect(fired).toEqual([['one', 3]])
  })

  it('takes no timer for what was removed or cleared', () => {
    const { clock, agenda } = startAgenda()
    agenda.set('one', TEST_START + 1)
    agenda.remove('one')
    expect(clock.view().nextDueAt).toBeUndefined()
    agenda.set('one', TEST_START + 1)
    agenda.clear()
    expect(clock.view().nextDueAt).toBeUndefined()
  })
})
