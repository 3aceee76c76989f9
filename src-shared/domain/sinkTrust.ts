// Sinks whose certificate no well-known authority vouches for: what to trust instead, sink by sink.
import { z } from 'zod'

/** As a URL parser writes it: lower case, and without the port when that is 443. */
const ORIGIN = /^https:\/\/(?!.*:443$)[a-z0-9.[\]:-]+$/

export const zSinkTrust = z
  .strictObject({
    /** Scheme, host and port of the sink. */
    origin: z.string().regex(ORIGIN, 'give scheme, host and port only, such as https://localhost:8443'),
    /** PEM certificates to trust there instead of the well-known authorities. */
    ca: z.string().includes('-----BEGIN CERTIFICATE-----', 'give certificates in PEM').optional(),
    /** Accept any certificate there. */
    insecure: z.literal(true).optional(),
  })
  .refine(({ ca, insecure }) => (ca === undefined) !== (insecure === undefined), 'give exactly one of ca and insecure')
export type SinkTrust = z.infer<typeof zSinkTrust>
