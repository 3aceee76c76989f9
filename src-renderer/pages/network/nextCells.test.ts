import { expect, it } from 'vitest'
import { nextCells } from './nextCells'

it('names the cell of the earliest handover, also when it was planned after a later one', () => {
  const handover = (deviceId: string, cell: string, at: number) => ({ id: `${deviceId}-${at}`, deviceId, cell, at })
  const planned = [
    handover('phone', 'tunnel', 9000),
    handover('phone', 'station', 2000),
    handover('camera', 'hall', 5000),
  ]
  expect([...nextCells(planned)]).toEqual([
    ['phone', 'station'],
    ['camera', 'hall'],
  ])
})
