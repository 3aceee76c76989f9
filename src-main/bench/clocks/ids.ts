import { randomUUID } from 'node:crypto'
import type { Ids } from '#shared/domain/clocks'

export const randomIds: Ids = {
  uuid() {
    const uuid = randomUUID()
    // Node joins it of twenty parts, and V8 keeps them, 420 bytes, until somebody reads within the string.
    uuid.charCodeAt(0)
    return uuid
  },
}
