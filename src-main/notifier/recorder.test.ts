import { afterEach, expect, it } from 'vitest'
import type { Notification } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'
import { endAll, startNotifier } from '../../test/support/notifierFixture'
import type { NotifierChange } from './ports'
import { createRecorder } from './recorder'

afterEach(endAll)

/** One more than are kept. */
const COUNT = 10_001

it('what is to be delivered again stays, however old it and its subscription are', async () => {
  const { bus, log } = startNotifier()
  const changes = Array.from({ length: COUNT }, (_, n): NotifierChange[] => [
    { table: 'subscriptions', put: { id: `s${n}`, endedAt: n } as StoredSubscription },
    {
      table: 'notifications',
      put: { id: `n${n}`, subscriptionId: `s${n}`, sequence: n, sink: 'inbox', state: 'dead' } as Notification,
    },
  ])
  await log.commit(changes.flat())
  const recorder = createRecorder({
    ...{ bus, log },
    ...{ onEnded: () => undefined, onNotification: () => undefined, hasPending: () => false },
  })
  recorder.recall()
  const oldest = log.table('notifications').get('n0')
  if (oldest) await recorder.record([{ table: 'notifications', put: { ...oldest, state: 'pending' } }])
  expect(['n0', 'n1'].map((id) => log.table('notifications').get(id)?.state)).toEqual(['pending', undefined])
  expect(['s0', 's1'].map((id) => log.table('subscriptions').get(id)?.endedAt)).toEqual([0, undefined])
})
