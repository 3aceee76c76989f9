// Which device a request is about: the one in the body, or the one the token is bound to, never both.
import type { Caller } from '#shared/domain/caller'
import { BenchError, type BenchErrorCode } from '#shared/errors/benchError'
import type { WireDevice } from '#shared/wire/camara/common'

type MayUse = (deviceId: string) => boolean

interface DevicePort {
  /**
   * The device of the first identifier that is known, of phone number, IPv4 and IPv6 in this order, and that one
   * identifier alone. A network access identifier is ignored, and so is one of a device that may not be used (readings
   * C19, C28, C33).
   */
  resolve(device: WireDevice, mayUse: MayUse): { deviceId: string; identifier: WireDevice } | undefined
  byPhoneNumber(phoneNumber: string): string | undefined
  isServiceApplicable(deviceId: string): boolean
}

export interface IdentificationPorts {
  devices: DevicePort
  clients: {
    /** A device that a client may not use is to it as if it did not exist (reading C33). */
    mayUseDevice(clientId: string, deviceId: string): boolean
  }
}

/** The APIs differ in the codes (readings C17, C19). */
export interface IdentificationCodes {
  readonly unknownDevice: Extract<BenchErrorCode, 'identifierNotFound' | 'notFound'>
  readonly networkAccessIdentifier: Extract<BenchErrorCode, 'unsupportedIdentifier' | 'serviceNotApplicable'>
}

export interface IdentifiedDevice {
  readonly deviceId: string
  /** The one identifier to echo; absent when the token identified the device (reading C28). */
  readonly identifier?: WireDevice
}

function hasOnlyNetworkAccessIdentifier({ phoneNumber, ipv4Address, ipv6Address }: WireDevice): boolean {
  return phoneNumber === undefined && ipv4Address === undefined && ipv6Address === undefined
}

/** @throws BenchError `unnecessaryIdentifier`, even if it is the same device (reading C18) */
function ofToken(
  phoneNumber: string,
  device: WireDevice | undefined,
  devices: DevicePort,
  mayUse: MayUse,
): IdentifiedDevice | undefined {
  if (device !== undefined)
    throw new BenchError('unnecessaryIdentifier', 'The access token identifies the device already; leave device out.', {
      field: 'device',
    })
  const deviceId = devices.byPhoneNumber(phoneNumber)
  return deviceId !== undefined && mayUse(deviceId) ? { deviceId } : undefined
}

/** @throws BenchError `missingIdentifier`, or the code for a network access identifier */
function ofBody(
  device: WireDevice | undefined,
  devices: DevicePort,
  mayUse: MayUse,
  codes: IdentificationCodes,
): IdentifiedDevice | undefined {
  if (device === undefined)
    throw new BenchError('missingIdentifier', 'The access token is bound to no device; send device.', {
      field: 'device',
    })
  if (hasOnlyNetworkAccessIdentifier(device))
    throw new BenchError(
      codes.networkAccessIdentifier,
      'A network access identifier alone identifies no device yet; send phoneNumber, ipv4Address or ipv6Address.',
      { field: 'device.networkAccessIdentifier' },
    )
  return devices.resolve(device, mayUse)
}

/**
 * @throws BenchError `missingIdentifier`, `unnecessaryIdentifier`, or one of the API's codes
 */
export function identifyDevice(
  caller: Caller,
  device: WireDevice | undefined,
  { devices, clients }: IdentificationPorts,
  codes: IdentificationCodes,
): IdentifiedDevice {
  const { clientId, phoneNumber } = caller
  const mayUse: MayUse = (deviceId) => clients.mayUseDevice(clientId, deviceId)
  const identified =
    phoneNumber === undefined ? ofBody(device, devices, mayUse, codes) : ofToken(phoneNumber, device, devices, mayUse)
  if (identified) return identified
  const who = phoneNumber === undefined ? 'any of these identifiers' : `the phone number ${phoneNumber} of the token`
  throw new BenchError(codes.unknownDevice, `No device that this client may use has ${who}.`, { field: 'device' })
}

/** @throws BenchError `serviceNotApplicable` */
export function requireService(deviceId: string, devices: DevicePort): void {
  if (devices.isServiceApplicable(deviceId)) return
  throw new BenchError('serviceNotApplicable', 'The service is not available for this device.', { field: 'device' })
}
