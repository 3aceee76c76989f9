import { computed, type ComputedRef } from 'vue'
import { useNotificationsStore } from '../../stores/notifications'

/** Bench instants at which the subscriptions of a device were notified. */
export function useRaisedAt(deviceId: () => string): ComputedRef<readonly number[]> {
  const notifications = useNotificationsStore()
  return computed(() => {
    const own = notifications.subscriptions.filter((subscription) => subscription.deviceId === deviceId())
    const ids = new Set(own.map(({ id }) => id))
    return notifications.notifications.filter((one) => ids.has(one.subscriptionId)).map((one) => one.raisedAt)
  })
}
