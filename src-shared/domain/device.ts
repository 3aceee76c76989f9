// Devices and cells of the simulated network, as a scenario authors them.
import { z } from 'zod'
import { zDeviceIpv4Address, zPhoneNumber } from '../wire/camara/common'
import { zCondition } from './condition'

export const zCell = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** The condition of every device attached to this cell while no effect acts. */
  baseline: zCondition,
})
export type Cell = z.infer<typeof zCell>

const zDeviceFields = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  /** The cell it is attached to, by id. */
  cell: z.string().min(1),
  phoneNumber: zPhoneNumber.optional(),
  ipv4Address: zDeviceIpv4Address.optional(),
  /** The device's IPv6 prefix; any address within it identifies the device (schema `DeviceIpv6Address`). */
  ipv6Prefix: z.cidrv6().optional(),
  /** What differs from the cell's baseline for this device. */
  condition: zCondition.partial().optional(),
  /** How much of what its cell's devices share is its own, against the weights of the others. */
  weight: z.number().positive().max(1000).default(1),
  /** False: the service refuses this device with `SERVICE_NOT_APPLICABLE`. */
  serviceApplicable: z.boolean().default(true),
})

/** A device of the network. It has at least one identifier, as no request could name it otherwise (schema `Device`). */
export const zSimulatedDevice = zDeviceFields.refine(
  ({ phoneNumber, ipv4Address, ipv6Prefix }) => phoneNumber ?? ipv4Address ?? ipv6Prefix,
  'has nothing that a request could name it by; give phoneNumber, ipv4Address or ipv6Prefix',
)
export type SimulatedDevice = z.infer<typeof zSimulatedDevice>
