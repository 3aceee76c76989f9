// A flow is device + application server + ports (the user story's App-Flow). Addresses are kept as ranges of
// equal-length hexadecimal strings, so that overlap is a comparison of text and no address library is needed here.

/** An inclusive range of addresses of one family, as fixed-width lower-case hexadecimal. */
export interface AddressRange {
  readonly family: 4 | 6
  readonly first: string
  readonly last: string
}

/** An inclusive range of TCP or UDP ports. */
export interface PortRange {
  readonly from: number
  readonly to: number
}

export interface Flow {
  readonly deviceId: string
  /** Absent: the device's traffic as a whole, to no server in particular. */
  readonly servers?: readonly AddressRange[] | undefined
  /** Absent: every port. */
  readonly ports?: readonly PortRange[] | undefined
}

/** What an effect acts on. */
export type EffectTarget =
  | { readonly kind: 'all' }
  | { readonly kind: 'cell'; readonly cellId: string }
  | { readonly kind: 'device'; readonly deviceId: string }
  | {
      readonly kind: 'flow'
      readonly deviceId: string
      readonly servers: readonly AddressRange[]
      readonly ports?: readonly PortRange[] | undefined
    }

function addressesOverlap(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last
}

function portsOverlap(a: readonly PortRange[] | undefined, b: readonly PortRange[] | undefined): boolean {
  if (a === undefined || b === undefined) return true
  return a.some((one) => b.some((other) => one.from <= other.to && other.from <= one.to))
}

/**
 * Whether an effect on `target` is felt by `flow`, whose device is attached to the cell `cellId`.
 * An effect on one flow leaves the device's other flows alone, its traffic as a whole included.
 */
export function targetCovers(target: EffectTarget, flow: Flow, cellId: string): boolean {
  switch (target.kind) {
    case 'all':
      return true
    case 'cell':
      return target.cellId === cellId
    case 'device':
      return target.deviceId === flow.deviceId
    case 'flow': {
      if (target.deviceId !== flow.deviceId || flow.servers === undefined) return false
      const serverMet = target.servers.some((one) => flow.servers?.some((other) => addressesOverlap(one, other)))
      return serverMet && portsOverlap(target.ports, flow.ports)
    }
  }
}
