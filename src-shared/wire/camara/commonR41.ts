// Wire shapes that connectivity-insights 0.7.0-rc.1 and -subscriptions 0.7.0-rc.1 (r4.1) share, exactly as published.
// Against r3.2: no unknown property at any depth (reading C12), ports from 1, bounds on every length and list.
// What the two releases share to the letter stands in common.ts.
import { z } from 'zod'
import { zDateTime, zPhoneNumber } from './common'

const LONGEST_DATE_TIME = 64

/** Schema `DateTime`. */
export const zDateTimeR41 = zDateTime.max(LONGEST_DATE_TIME)

/** Schema `Port`: 1..65535 (reading C30). */
const zPort = z.int().min(1).max(65_535)

const zPortRange = z.strictObject({ from: zPort, to: zPort }).refine(({ from, to }) => from <= to, {
  error: 'from is greater than to',
})

/** Schema `PortsSpec`. */
export const zPortsSpecR41 = z
  .strictObject({
    ranges: z.array(zPortRange).min(1).max(100).optional(),
    ports: z.array(zPort).min(1).max(100).optional(),
  })
  .refine((spec) => spec.ranges !== undefined || spec.ports !== undefined, 'give ports or ranges')

/** Schema `ApplicationServer`. */
export const zApplicationServerR41 = z
  .strictObject({
    ipv4Address: z.union([z.ipv4(), z.cidrv4()], 'not an IPv4 address or address/mask').optional(),
    ipv6Address: z.union([z.ipv6(), z.cidrv6()], 'not an IPv6 address or address/mask').optional(),
  })
  .refine(
    (server) => server.ipv4Address !== undefined || server.ipv6Address !== undefined,
    'give ipv4Address or ipv6Address',
  )

const zDeviceIpv4Address = z
  .strictObject({ publicAddress: z.ipv4(), privateAddress: z.ipv4().optional(), publicPort: zPort.optional() })
  .refine(
    (address) => address.privateAddress !== undefined || address.publicPort !== undefined,
    'give privateAddress or publicPort beside publicAddress',
  )

/** Schema `Device`. */
export const zDeviceR41 = z
  .strictObject({
    phoneNumber: zPhoneNumber.optional(),
    networkAccessIdentifier: z.string().max(2048).optional(),
    ipv4Address: zDeviceIpv4Address.optional(),
    ipv6Address: z.ipv6().optional(),
  })
  .refine((device) => Object.values(device).some((value) => value !== undefined), 'give at least one device identifier')

/** Schema `ErrorInfo`. */
export const zErrorInfoR41 = z.object({
  status: z.int().min(100).max(599),
  code: z.string().max(96),
  message: z.string().max(512),
})
