// Access tokens of the local issuer.
import { z } from 'zod'
import type { Operation } from '../operation'

/** Some thirty years; what lasted beyond the year 9999 could not be shown. */
export const LONGEST_TOKEN_LIFE_SECONDS = 1e9

/** What can be wrong with a token, so that it is refused: with 401, or with 403 for want of a scope. */
export const TOKEN_DEFECTS = ['expired', 'wrongAudience', 'wrongSignature', 'missingScope'] as const
export type TokenDefect = (typeof TOKEN_DEFECTS)[number]

const zTokenRequest = z.strictObject({
  clientId: z.string().min(1).optional(),
  scopes: z.array(z.string()).optional(),
  phoneNumber: z.string().optional(),
  expiresInSeconds: z.number().positive().max(LONGEST_TOKEN_LIFE_SECONDS).optional(),
  defect: z.enum(TOKEN_DEFECTS).optional(),
})
export type TokenRequest = z.infer<typeof zTokenRequest>

/** Where the local issuer answers, and what a token of it can be for. */
const zIssuer = z.object({
  issuer: z.string(),
  discoveryUrl: z.string(),
  authorizationUrl: z.string(),
  tokenUrl: z.string(),
  jwksUrl: z.string(),
  scopes: z.array(z.string()),
  /** Clients that the scenario names; without any, every client id will do. */
  clients: z.array(z.string()),
  /** Devices with a phone number, to which a three-legged token can be bound. */
  subscribers: z.array(z.object({ deviceId: z.string(), name: z.string(), phoneNumber: z.string() })),
})
export type IssuerView = z.infer<typeof zIssuer>

export const TOKEN_OPERATIONS = {
  readIssuer: { method: 'GET', path: '/tokens/issuer', status: 200, response: zIssuer },
  mintToken: {
    method: 'POST',
    path: '/tokens',
    body: zTokenRequest,
    status: 201,
    response: z.object({ accessToken: z.string(), expiresAt: z.string() }),
  },
} as const satisfies Record<string, Operation>
