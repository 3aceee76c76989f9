// Which device a request is about, for faults: told before anything of the request is judged, and deciding nothing.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Caller } from '#shared/domain/caller'
import { zDevice } from '#shared/wire/camara/common'
import type { IdentificationPorts } from './deviceIdentification'
import type { PathParameters } from './operation'
import { peekJson } from './requestBody'
import type { SubscriptionsPort } from './subscriptions'

export interface PeekDevicePorts extends IdentificationPorts {
  subscriptions: SubscriptionsPort
}

/** Where the operations carry a device: `checkNetworkQuality` at the top, `createSubscription` in its detail. */
const zBodyWithDevice = z.union([
  z.object({ device: zDevice }).transform(({ device }) => device),
  z
    .object({ config: z.object({ subscriptionDetail: z.object({ device: zDevice }) }) })
    .transform(({ config }) => config.subscriptionDetail.device),
])

/** The device of the token, of the subscription in the path, or of the body: the first that is there. */
export async function peekDevice(
  caller: Caller,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: PathParameters,
  { devices, clients, subscriptions }: PeekDevicePorts,
): Promise<string | undefined> {
  if (caller.phoneNumber !== undefined) return devices.byPhoneNumber(caller.phoneNumber)
  const { subscriptionId } = parameters
  if (subscriptionId !== undefined) return subscriptions.find(subscriptionId.toLowerCase())?.deviceId
  const device = zBodyWithDevice.safeParse(await peekJson(request, response)).data
  return device && devices.resolve(device, (deviceId) => clients.mayUseDevice(caller.clientId, deviceId))?.deviceId
}
