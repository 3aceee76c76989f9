// How much the bench keeps of what is over; a window that mirrors it keeps no more.

export const KEPT_INBOX_ENTRIES = 1000
/** Delivered, or given up. */
export const KEPT_SETTLED_NOTIFICATIONS = 10_000
export const KEPT_ENDED_SUBSCRIPTIONS = 10_000
