// The journal of exchanges.
import { z } from 'zod'
import { zExchange } from '../../domain/exchange'
import type { Operation } from '../operation'
import { listOf } from './listOf'

export const TRAFFIC_OPERATIONS = {
  listExchanges: {
    method: 'GET',
    path: '/exchanges',
    query: z.object({
      /** Only exchanges with a greater number. */
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100_000).default(1000),
      api: z.string().optional(),
      /** `summary` leaves headers and bodies out; GET exchanges/{id} has them. */
      detail: z.enum(['full', 'summary']).default('full'),
    }),
    status: 200,
    response: listOf(zExchange.partial({ requestHeaders: true, responseHeaders: true, bodiesDropped: true })),
  },
  readExchange: { method: 'GET', path: '/exchanges/{id}', status: 200, response: zExchange },
} as const satisfies Record<string, Operation>
