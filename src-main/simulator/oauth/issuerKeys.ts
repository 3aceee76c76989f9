// The key with which the local issuer signs. Made at first use and kept, so tokens survive a restart.
// ES256: every JWT library verifies it (EdDSA is not there everywhere), and unlike RSA it signs in a fraction of a millisecond.
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose'
import { z } from 'zod'
import type { Ids } from '#shared/domain/clocks'
import type { Document } from '#shared/domain/rowLog'

export const ALGORITHM = 'ES256'

const zPublicJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
})

/** The pair as a private JWK, which holds the public part; the issuer's document in the store. */
export const zIssuerKeys = zPublicJwk.extend({ d: z.string() })
export type IssuerKeys = z.infer<typeof zIssuerKeys>

export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicJwk: JWK
}

async function importKey(jwk: IssuerKeys): Promise<SigningKey> {
  const publicJwk = zPublicJwk.parse(jwk) // drops `d`, the private part
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, ALGORITHM), importJWK(publicJwk, ALGORITHM)])
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array) throw new TypeError('not an asymmetric key')
  return { kid: jwk.kid, privateKey, publicKey, publicJwk: { ...publicJwk, alg: ALGORITHM, use: 'sig' } }
}

/** A loader of the kept key; it generates and keeps one when there is none. Concurrent first calls share one key. */
export function keptSigningKey(document: Document<IssuerKeys | null>, ids: Ids): () => Promise<SigningKey> {
  let loading: Promise<SigningKey> | undefined

  async function load(): Promise<SigningKey> {
    if (document.data) return importKey(document.data)
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true })
    const keys = zIssuerKeys.parse({ ...(await exportJWK(privateKey)), kid: ids.uuid() })
    await document.replace(keys)
    return importKey(keys)
  }

  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined // a full disk now does not refuse every token from here on
      throw error
    })
    return loading
  }
}
