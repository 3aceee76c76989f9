// Wire shapes that connectivity-insights 0.6, -subscriptions 0.6 (r3.2) and application-profiles 0.5 share,
// exactly as published. Unknown properties are accepted in r3.2 (reading C12).
import { z } from 'zod'

/** Header `x-correlator`, schema `XCorrelator`. */
export const X_CORRELATOR_PATTERN = /^[a-zA-Z0-9\-_:;./<>{}]{0,256}$/

/** `format: uuid`. It may be sent in either case and is kept in small letters (RFC 9562, section 4). */
export const zUuid = z.guid('not a UUID').toLowerCase()

/** Schema `Port`: 0..65535. */
export const zPort = z.int().min(0).max(65_535)

/** The file says nothing of a range that runs backwards; it holds no port, so it is refused. */
const zPortRange = z.object({ from: zPort, to: zPort }).refine(({ from, to }) => from <= to, 'from is greater than to')

/** Schema `PortsSpec`: single ports, ranges, or both; at least one of them. */
export const zPortsSpec = z
  .object({
    ranges: z.array(zPortRange).min(1).optional(),
    ports: z.array(zPort).min(1).optional(),
  })
  .refine((spec) => spec.ranges !== undefined || spec.ports !== undefined, 'give ports or ranges')
export type WirePortsSpec = z.infer<typeof zPortsSpec>

/** Schema `ApplicationServer`: an address or `address/mask`, either family; at least one of them. */
export const zApplicationServer = z
  .object({
    ipv4Address: z.union([z.ipv4(), z.cidrv4()], 'not an IPv4 address or address/mask').optional(),
    ipv6Address: z.union([z.ipv6(), z.cidrv6()], 'not an IPv6 address or address/mask').optional(),
  })
  .refine(
    (server) => server.ipv4Address !== undefined || server.ipv6Address !== undefined,
    'give ipv4Address or ipv6Address',
  )
export type WireApplicationServer = z.infer<typeof zApplicationServer>

/** Schema `PhoneNumber`: E.164 with the leading `+`. */
export const zPhoneNumber = z.string().regex(/^\+[1-9][0-9]{4,14}$/, 'not an E.164 number with a leading +')

/** Schema `DeviceIpv4Addr`: the public address with the private one or the public port. */
export const zDeviceIpv4Address = z
  .object({ publicAddress: z.ipv4(), privateAddress: z.ipv4().optional(), publicPort: zPort.optional() })
  .refine(
    (address) => address.privateAddress !== undefined || address.publicPort !== undefined,
    'give privateAddress or publicPort beside publicAddress',
  )
export type WireDeviceIpv4Address = z.infer<typeof zDeviceIpv4Address>

/** Schema `Device`: at least one identifier (`minProperties: 1`). */
export const zDevice = z
  .object({
    phoneNumber: zPhoneNumber.optional(),
    networkAccessIdentifier: z.string().optional(),
    ipv4Address: zDeviceIpv4Address.optional(),
    ipv6Address: z.ipv6().optional(),
  })
  .refine((device) => Object.values(device).some((value) => value !== undefined), 'give at least one device identifier')
export type WireDevice = z.infer<typeof zDevice>

/** Schema `NetworkQualityThresholdsConfidence`. */
export const zConfidence = z.enum(['meets the application requirements', 'unable to meet the application requirements'])

export const zSignalStrength = z.enum(['excellent', 'good', 'fair', 'poor', 'no signal'])
export const zConnectivityType = z.enum(['5G-SA', '5G-NSA', '4G', '3G'])

/** Schema `AdditionalKpis`; the property that carries it is spelled per operation (reading C2). */
export const zAdditionalKpis = z.object({
  signalStrength: zSignalStrength.optional(),
  connectivityType: zConnectivityType.optional(),
})

/** RFC 3339 date-time; the zone is required ("must have time zone"). */
export const zDateTime = z.iso.datetime({ offset: true, error: 'not an RFC 3339 date-time with a time zone' })

/** Schema `ErrorInfo`. */
export const zErrorInfo = z.object({ status: z.int(), code: z.string(), message: z.string() })
export type WireErrorInfo = z.infer<typeof zErrorInfo>
