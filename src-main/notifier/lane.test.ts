import { describe, expect, it } from 'vitest'
import type { Notification } from '#shared/domain/notification'
import { Lane } from './lane'

const notification = (id: string, sequence: number) => ({ id, sequence }) as Notification

describe('a lane', () => {
  it('puts what was raised earlier first, whenever it comes in', () => {
    const lane = new Lane('https://sink.example.com')
    lane.add(notification('second', 2))
    lane.add(notification('third', 3))
    lane.add(notification('first', 1))
    expect(lane.ids).toEqual(['first', 'second', 'third'])
    expect(lane.head).toBe('first')
  })

  it('holds each notification once', () => {
    const lane = new Lane('https://sink.example.com')
    lane.add(notification('one', 1))
    lane.add(notification('one', 1))
    lane.remove('one')
    expect(lane.head).toBeUndefined()
  })
})
