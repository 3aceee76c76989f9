import { afterEach, describe, expect, it } from 'vitest'
import { zScenario } from '#shared/domain/scenario/scenario'
import { memoryDocument } from '../../../test/support/simulatorFixture'
import { draftTo, endAll, startNotifier } from '../../../test/support/notifierFixture'
import type { SavedScenario } from './savedScenario'
import { createScenarioStage } from './scenarioStage'

afterEach(endAll)

const nothing = () => Promise.resolve()

describe('loading a scenario', () => {
  it('leaves nothing of what is subscribed to meanwhile: its device is gone', async () => {
    const { notifier, network, bus, clock, events, sink } = startNotifier()
    const inbox = await sink()
    const ports = {
      saved: memoryDocument<SavedScenario | null>(null),
      ...{ clock, bus, notifier },
      freshStart: () => ({ now: clock.now(), mode: 'paused' as const, rate: 1 }),
      network: {
        traces: { read: () => Promise.resolve([]), replace: () => undefined } as never,
        async clear() {
          await notifier.create(draftTo(inbox))
        },
        replaceTopology() {
          network.remove('phone')
          bus.publish({ kind: 'condition.changed', deviceIds: 'all', since: clock.now() })
        },
      },
      clients: { replaceAll: () => undefined },
      usage: { replaceAll: nothing, clear: nothing },
      faults: { add: () => Promise.reject(new Error('there is none')), clear: nothing },
      profiles: { replaceAll: nothing },
      issuer: { clearExpiries: nothing },
      player: { clear: nothing, view: () => null },
      recording: { clear: nothing },
      inTurn: <T>(work: () => Promise<T>) => work(),
    }
    await createScenarioStage(ports).load(
      zScenario.parse({ callbox: 1, name: 'empty', title: 'Empty', cells: [], devices: [] }),
    )
    await clock.advanceBy(0)
    expect(notifier.subscriptions()).toEqual([])
    expect(events.filter(({ kind }) => kind === 'problem.occurred')).toEqual([])
  })
})
