// Devices and the network around them: of the scenario on stage, or as the configuration says.
import type { DeviceView } from '#shared/control/views'
import type { WireDevice } from '#shared/wire/camara/common'
import { Unmet } from '../world/unmet'
import type { World } from '../world/world'

/** One identifier alone, so that it is clear which one a reply has to echo (reading C28). */
function identifierOf({ phoneNumber, ipv4Address, ipv6Address }: WireDevice): WireDevice {
  if (phoneNumber !== undefined) return { phoneNumber }
  return ipv4Address !== undefined ? { ipv4Address } : { ipv6Address }
}

async function devicesOf({ hands: { bench } }: World): Promise<DeviceView[]> {
  return (await bench?.listDevices())?.items ?? []
}

/** One that is served. @throws Unmet */
export async function benchDevice(world: World): Promise<DeviceView> {
  const device = (await devicesOf(world)).find(({ serviceApplicable }) => serviceApplicable)
  if (device) return device
  throw new Unmet('the scenario on stage has no device that is served: load welcome or train-tunnel')
}

/** The device of the case: chosen once. @throws Unmet */
export async function deviceOf(world: World): Promise<WireDevice> {
  if (world.device) return world.device
  if (world.hands.bench) {
    const { id, device } = await benchDevice(world)
    world.deviceId = id
    world.device = identifierOf(device)
  } else if (world.target.device) world.device = world.target.device
  else throw new Unmet('no device is configured that the target knows: give device')
  return world.device
}

/** One that the target knows and does not serve. @throws Unmet */
export async function unsupportedDevice(world: World): Promise<WireDevice> {
  const { unsupportedDevice: configured } = world.target
  if (!world.hands.bench) {
    if (configured) return configured
    throw new Unmet('no device is configured that the target knows and does not serve: give unsupportedDevice')
  }
  const device = (await devicesOf(world)).find(({ serviceApplicable }) => !serviceApplicable)
  if (device) return identifierOf(device.device)
  throw new Unmet('every device of the scenario on stage is served: load welcome or train-tunnel')
}

/** A phone number of the range that is reserved for fiction. */
export const UNKNOWN_DEVICE: WireDevice = { phoneNumber: '+447700900999' }
