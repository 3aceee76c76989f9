// The API clients that the scenario on stage names. A scenario that names none lets anybody in.
import type { Client, Product } from '#shared/domain/client'
import { BenchError } from '#shared/errors/benchError'

export interface ClientRegistry {
  /** Whether the scenario names clients at all; if so, the token endpoint knows no others. */
  isClosed(): boolean
  find(clientId: string): Client | undefined
  /** @throws BenchError `permissionDenied` for a client that does not have this API (reading C33) */
  requireProduct(clientId: string, product: string): void
  /** Whether the client knows this device; a client without a list of devices knows all. */
  mayUseDevice(clientId: string, deviceId: string): boolean
  all(): readonly Client[]
  replaceAll(clients: readonly Client[]): void
}

/** A client that nobody named, as a token of the control API may be of, is not restricted. */
export function createClientRegistry(): ClientRegistry {
  let byId = new Map<string, Client>()
  return {
    isClosed: () => byId.size > 0,
    find: (clientId) => byId.get(clientId),
    requireProduct(clientId, product) {
      const products = byId.get(clientId)?.products
      if (!products || products.includes(product as Product)) return
      throw new BenchError('permissionDenied', `The client "${clientId}" does not have the product ${product}.`)
    },
    mayUseDevice: (clientId, deviceId) => byId.get(clientId)?.devices?.includes(deviceId) ?? true,
    all: () => [...byId.values()],
    replaceAll(clients) {
      byId = new Map(clients.map((client) => [client.id, client]))
    },
  }
}
