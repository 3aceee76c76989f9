// Who is in the simulated network, and by which identifier a caller may mean them.
import ipaddr from 'ipaddr.js'
import type { Condition } from '#shared/domain/condition'
import type { Cell, SimulatedDevice } from '#shared/domain/device'
import { BenchError } from '#shared/errors/benchError'
import type { WireDevice, WireDeviceIpv4Address } from '#shared/wire/camara/common'
import { PrefixMap } from './prefixMap'

export interface ResolvedDevice {
  readonly deviceId: string
  /** The one identifier that resolved, as the caller wrote it. */
  readonly identifier: WireDevice
}

export interface DeviceDirectory {
  /**
   * The first of phone number, IPv4 and IPv6 that resolves; a network access identifier never does (C19, C28).
   * @param mayUse tells of the devices that are none to the caller; absent: all may be used (C33)
   */
  resolve(device: WireDevice, mayUse?: (deviceId: string) => boolean): ResolvedDevice | undefined
  byPhoneNumber(phoneNumber: string): SimulatedDevice | undefined
  /** @throws BenchError `notFound` */
  get(deviceId: string): SimulatedDevice
  has(deviceId: string): boolean
  hasCell(cellId: string): boolean
  cells(): readonly Cell[]
  /** A device's condition in a cell while no effect acts: the cell's, with what differs for this device. */
  baselineIn(deviceId: string, cellId: string): Condition
  all(): Iterable<SimulatedDevice>
}

/** Of several devices that claim the same identifier the first has it. */
function mapBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined && !map.has(key)) map.set(key, item)
  }
  return map
}

function publicPortKey(address: WireDeviceIpv4Address | undefined): string | undefined {
  return address?.publicPort === undefined ? undefined : `${address.publicAddress}:${address.publicPort}`
}

function privateKey(address: WireDeviceIpv4Address | undefined): string | undefined {
  return address?.privateAddress === undefined ? undefined : `${address.publicAddress} ${address.privateAddress}`
}

export function createDeviceDirectory(cells: readonly Cell[], devices: readonly SimulatedDevice[]): DeviceDirectory {
  const cellsById = new Map(cells.map((cell) => [cell.id, cell]))
  const byId = mapBy(devices, ({ id }) => id)
  const byPhone = mapBy(devices, ({ phoneNumber }) => phoneNumber)
  const byPublicPort = mapBy(devices, ({ ipv4Address }) => publicPortKey(ipv4Address))
  const byPrivate = mapBy(devices, ({ ipv4Address }) => privateKey(ipv4Address))
  const byPrefix = new PrefixMap<SimulatedDevice>()
  for (const device of devices) if (device.ipv6Prefix !== undefined) byPrefix.add(device.ipv6Prefix, device)

  /** The private address or the public port tells; given both, both must be the same device's. */
  function byIpv4(address: WireDeviceIpv4Address): SimulatedDevice | undefined {
    const [portKey, pairKey] = [publicPortKey(address), privateKey(address)]
    const ofPort = portKey === undefined ? undefined : byPublicPort.get(portKey)
    const ofPair = pairKey === undefined ? undefined : byPrivate.get(pairKey)
    if (portKey !== undefined && pairKey !== undefined) return ofPort === ofPair ? ofPort : undefined
    return ofPort ?? ofPair
  }

  function get(deviceId: string): SimulatedDevice {
    const device = byId.get(deviceId)
    if (device) return device
    throw new BenchError('notFound', `There is no device "${deviceId}" in the loaded scenario; see GET devices.`, {
      field: 'device',
    })
  }

  return {
    resolve({ phoneNumber, ipv4Address, ipv6Address }, mayUse = () => true) {
      const ofPhone = phoneNumber === undefined ? undefined : byPhone.get(phoneNumber)
      if (ofPhone && mayUse(ofPhone.id)) return { deviceId: ofPhone.id, identifier: { phoneNumber } }
      const ofIpv4 = ipv4Address && byIpv4(ipv4Address)
      if (ofIpv4 && mayUse(ofIpv4.id)) return { deviceId: ofIpv4.id, identifier: { ipv4Address } }
      const ofIpv6 = ipv6Address === undefined ? undefined : byPrefix.find(ipv6Address)
      if (ofIpv6 && mayUse(ofIpv6.id)) return { deviceId: ofIpv6.id, identifier: { ipv6Address } }
      return undefined
    },
    byPhoneNumber: (phoneNumber) => byPhone.get(phoneNumber),
    get,
    has: (deviceId) => byId.has(deviceId),
    hasCell: (cellId) => cellsById.has(cellId),
    cells: () => cells,
    baselineIn(deviceId, cellId) {
      const cell = cellsById.get(cellId)
      if (cell === undefined) throw new Error(`the scenario was not validated: there is no cell ${cellId}`)
      // Parsed from a file, so a key that is there has a value.
      return { ...cell.baseline, ...(get(deviceId).condition as Partial<Condition>) }
    },
    all: () => devices,
  }
}

/** Every identifier of a device in CAMARA's shape; of its IPv6 prefix one address, as the published example does. */
export function wireDeviceOf({ phoneNumber, ipv4Address, ipv6Prefix }: SimulatedDevice): WireDevice {
  return {
    ...(phoneNumber !== undefined && { phoneNumber }),
    ...(ipv4Address && { ipv4Address }),
    ...(ipv6Prefix !== undefined && { ipv6Address: ipaddr.IPv6.parseCIDR(ipv6Prefix)[0].toString() }),
  }
}
