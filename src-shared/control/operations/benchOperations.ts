// The bench as a whole: its state, its settings, its clock.
import { z } from 'zod'
import { zInstant } from '../../domain/instant'
import type { Operation } from '../operation'
import { zBenchState, zSettings } from '../views'

const zClockRequest = z.strictObject({
  mode: z.enum(['real', 'paused', 'scaled']).optional(),
  /** Bench seconds per wall second, for `scaled`. */
  rate: z.number().positive().max(100_000).optional(),
  /** Jump to this instant, which may not lie in the past of the bench clock. */
  at: z.iso.datetime({ offset: true }).optional(),
  advanceSeconds: z.number().min(0).optional(),
})
export type ClockRequest = z.infer<typeof zClockRequest>

export const BENCH_OPERATIONS = {
  readState: { method: 'GET', path: '/state', status: 200, response: zBenchState },

  readSettings: { method: 'GET', path: '/settings', status: 200, response: zSettings },
  changeSettings: {
    method: 'PATCH',
    path: '/settings',
    body: z.strictObject({ plainHttpLoopback: z.boolean(), refuseDuplicates: z.boolean() }).partial(),
    status: 200,
    response: zSettings,
  },

  setClock: {
    method: 'POST',
    path: '/clock',
    body: zClockRequest,
    status: 200,
    response: z.object({ now: zInstant, firedCount: z.int() }),
  },
} as const satisfies Record<string, Operation>
