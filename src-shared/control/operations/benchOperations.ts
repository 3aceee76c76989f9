// The bench as a whole: its state, its settings, its clock.
import { z } from 'zod'
import { zInstant } from '../../domain/instant'
import type { Operation } from '../operation'
import { zSettings, zSettingsChange } from '../settings'
import { zBenchState } from '../views'

const zClockRequest = z.strictObject({
  mode: z.enum(['real', 'paused', 'scaled']).optional(),
  /** Bench seconds per wall second, for `scaled`; alone, of a clock that is scaled already. */
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
    body: zSettingsChange,
    status: 200,
    response: zSettings,
  },

  /** What verifies the bench's own https: the inbox's, and with `--tls` that of the simulated APIs. */
  readCertificate: {
    method: 'GET',
    path: '/certificate',
    status: 200,
    response: z.object({
      /** PEM. */
      certificate: z.string(),
      /** Where it lies on disk. */
      file: z.string(),
    }),
  },

  setClock: {
    method: 'POST',
    path: '/clock',
    body: zClockRequest,
    status: 200,
    response: z.object({ now: zInstant, firedCount: z.int() }),
  },
} as const satisfies Record<string, Operation>
