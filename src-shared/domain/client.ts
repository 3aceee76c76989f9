// An API client as a scenario registers it: who it is, and what it bought. What is left out is not restricted.
import { z } from 'zod'

/** What a client can buy: the APIs, by the first segment of their paths. */
export const PRODUCTS = [
  'application-profiles',
  'connectivity-insights',
  'connectivity-insights-subscriptions',
  'usageManagement',
] as const
const zProduct = z.enum(PRODUCTS)
export type Product = z.infer<typeof zProduct>

export const zClient = z.strictObject({
  /** The `client_id`. */
  id: z.string().min(1),
  /** Absent: any secret is accepted. */
  secret: z.string().min(1).optional(),
  /** A call of another API is 403 `PERMISSION_DENIED`. */
  products: z.array(zProduct).optional(),
  /** What it may ask for at the token endpoint; no `scope` there means all of these. */
  scopes: z.array(z.string().min(1)).min(1).optional(),
  /** Devices of the scenario, by id; another one is to this client as if it did not exist (reading C33). */
  devices: z.array(z.string().min(1)).optional(),
  /** Where an authorization code may be sent; compared as text (RFC 6749, 3.1.2.3). Absent: anywhere. */
  redirectUris: z.array(z.url()).optional(),
  /** Policy: how many living subscriptions it may have; one more is 409 (reading C26). */
  maxSubscriptions: z.int().min(0).optional(),
})
export type Client = z.infer<typeof zClient>
