import { describe, expect, it } from 'vitest'
import { createBus } from './bus'

const changed = (id: string) => ({ kind: 'usageReport.changed', id }) as const

describe('the bus', () => {
  it('tells a listener its kind only, until it stops listening', () => {
    const bus = createBus()
    const heard: string[] = []
    const stop = bus.on('usageReport.changed', ({ id }) => heard.push(id))
    bus.publish({ kind: 'profile.changed', profileId: 'p' })
    bus.publish(changed('ur001'))
    stop()
    bus.publish(changed('ur002'))
    expect(heard).toEqual(['ur001'])
  })

  it('tells everybody the cause before the consequence that a listener publishes', () => {
    const bus = createBus()
    const heard: string[] = []
    bus.on('profile.changed', () => bus.publish(changed('consequence')))
    bus.onAny(({ kind }) => heard.push(kind))
    bus.publish({ kind: 'profile.changed', profileId: 'p' })
    expect(heard).toEqual(['profile.changed', 'usageReport.changed'])
  })

  it('goes on after a listener that throws', () => {
    const bus = createBus()
    const heard: string[] = []
    bus.on('profile.changed', () => {
      throw new Error('bug')
    })
    bus.on('usageReport.changed', ({ id }) => heard.push(id))
    expect(() => bus.publish({ kind: 'profile.changed', profileId: 'p' })).toThrow('bug')
    bus.publish(changed('ur001'))
    expect(heard).toEqual(['ur001'])
  })
})
