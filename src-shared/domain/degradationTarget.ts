// What a degradation acts on, as people and the control API name it.
import { z } from 'zod'
import { zApplicationServer, zPortsSpec } from '../wire/camara/common'

/** A server makes it one flow of the device. */
export const zDegradationTarget = z.union(
  [
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({
      cell: z.string(),
      /** Amounts of rates are the cell's: each device that is attached has its share of them by its weight. */
      shared: z.boolean().optional(),
    }),
    z.strictObject({ device: z.string(), server: zApplicationServer, ports: zPortsSpec.optional() }),
    z.strictObject({ device: z.string() }),
  ],
  'give {"all": true}, {"cell": id}, {"device": id} or {"device": id, "server": {...}, "ports"?: {...}}',
)
export type DegradationTarget = z.infer<typeof zDegradationTarget>
