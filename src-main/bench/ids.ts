import { randomUUID } from 'node:crypto'
import type { Ids } from '#shared/domain/clocks'

export const randomIds: Ids = { uuid: () => randomUUID() }
