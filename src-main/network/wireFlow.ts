// Flows as the APIs name them, and as the domain does.
import type { Flow } from '#shared/domain/flow'
import type { WireApplicationServer, WirePortsSpec } from '#shared/wire/camara/common'
import { addressRangesOf, portRangesOf } from './addressRanges'

export interface WireFlow {
  readonly deviceId: string
  readonly applicationServer?: WireApplicationServer | undefined
  readonly applicationServerPorts?: WirePortsSpec | undefined
}

export function flowOf(deviceId: string, server?: WireApplicationServer, ports?: WirePortsSpec): Flow {
  return {
    deviceId,
    ...(server && { servers: addressRangesOf(server) }),
    ...(ports && { ports: portRangesOf(ports) }),
  }
}

export function wireFlowOf({ deviceId, applicationServer, applicationServerPorts }: WireFlow): Flow {
  return flowOf(deviceId, applicationServer, applicationServerPorts)
}
