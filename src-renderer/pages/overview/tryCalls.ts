// Requests to begin with, filled in with what the bench has right now.
import type { StoredProfile } from '#shared/domain/applicationProfile'
import type { DeviceView } from '#shared/control/views'
import type { HttpCall } from '../../format/snippets'

export interface TryContext {
  readonly serverRoot: string
  readonly inboxUrl: string
  readonly token: string
  readonly device: DeviceView | undefined
  readonly profile: StoredProfile | undefined
}

export interface TryCall {
  readonly id: string
  readonly label: string
  readonly call: HttpCall
}

const EVENT_TYPE = 'org.camaraproject.connectivity-insights-subscriptions.v0.network-quality'

function post(context: TryContext, path: string, body: unknown): HttpCall {
  return {
    method: 'POST',
    url: `${context.serverRoot}${path}`,
    headers: { authorization: `Bearer ${context.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body, null, 2),
  }
}

/** One identifier is enough; the phone number is the one people know. */
function identifierOf(device: DeviceView): object {
  const { phoneNumber, ipv4Address, ipv6Address } = device.device
  if (phoneNumber) return { phoneNumber }
  return ipv4Address ? { ipv4Address } : { ipv6Address }
}

/** Without a device and a profile only the calls that need none. */
export function tryCallsOf(context: TryContext): readonly TryCall[] {
  const reports = {
    id: 'reports',
    label: 'Usage reports of a user',
    call: {
      method: 'GET',
      url: `${context.serverRoot}/usageManagement/v1/usageConsumptionReport?relatedParty.id=u1`,
    },
  }
  const { device, profile } = context
  if (!device || !profile) return [reports]
  const detail = { applicationProfileId: profile.id, device: identifierOf(device) }
  return [
    {
      id: 'quality',
      label: 'Check network quality',
      call: post(context, '/connectivity-insights/v0.6/check-network-quality', detail),
    },
    {
      id: 'subscribe',
      label: 'Subscribe to network quality',
      call: post(context, '/connectivity-insights-subscriptions/v0.6/subscriptions', {
        sink: context.inboxUrl,
        protocol: 'HTTP',
        types: [EVENT_TYPE],
        config: { subscriptionDetail: detail, initialEvent: true },
      }),
    },
    reports,
  ]
}
