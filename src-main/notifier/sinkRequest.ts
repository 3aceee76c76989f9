import { CloudEvent, HTTP } from 'cloudevents'
import type { CloudEventJson, SinkRequest } from '#shared/domain/notification'
import type { StoredSubscription } from '#shared/domain/subscription'

/** The HTTP request of a notification: CloudEvents 1.0, structured mode. Spec: operation `postNotification`. */
export function sinkRequestOf(
  event: CloudEventJson,
  { sinkCredential, protocolSettings }: Pick<StoredSubscription, 'sinkCredential' | 'protocolSettings'>,
  correlator: string,
): SinkRequest {
  const { body } = HTTP.structured(new CloudEvent(event, false)) // not checked: a deviation may have made it wrong
  return {
    headers: {
      ...protocolSettings?.headers,
      'content-type': 'application/cloudevents+json', // the library adds a charset (reading C5)
      'x-correlator': correlator,
      ...(sinkCredential && { authorization: `Bearer ${sinkCredential.accessToken}` }),
    },
    body: body as string,
  }
}
