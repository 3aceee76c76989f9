// Who asks at the token endpoint (RFC 6749, 2.3.1): client_secret_basic, client_secret_post, or a client without a secret.
import type { Client } from '#shared/domain/client'
import type { ClientRegistry } from '../clients'
import { OauthError } from './oauthError'

/** What the scenario says of a client; of one that it does not name nothing but its id. */
export type KnownClient = Pick<Client, 'id'> & Partial<Client>

interface Credentials {
  readonly clientId: string
  readonly secret: string | undefined
}

const formDecoded = (text: string) => new URLSearchParams(`text=${text}`).get('text') ?? ''

/** Both parts are form-encoded before they are joined. */
function basicCredentials(authorization: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return undefined
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { clientId: formDecoded(id), secret: formDecoded(secret.join(':')) }
}

/** @throws OauthError `refusal` for a client that the scenario does not name, where it names some */
export function knownClient(
  clientId: string,
  clients: Pick<ClientRegistry, 'find' | 'isClosed'>,
  refusal: 'invalid_client' | 'invalid_request',
): KnownClient {
  const client = clients.find(clientId)
  if (!client && clients.isClosed())
    throw new OauthError(refusal, `The loaded scenario names its clients, and "${clientId}" is none of them.`)
  return client ?? { id: clientId }
}

/** @throws OauthError `invalid_client`; `invalid_request` for two different clients in one request */
export function authenticateClient(
  authorization: string | undefined,
  form: { readonly client_id?: string | undefined; readonly client_secret?: string | undefined },
  clients: Pick<ClientRegistry, 'find' | 'isClosed'>,
): KnownClient {
  const basic = basicCredentials(authorization)
  if (basic && form.client_id !== undefined && form.client_id !== basic.clientId)
    throw new OauthError('invalid_request', 'The header Authorization and client_id name different clients.')
  const { clientId, secret } = basic ?? { clientId: form.client_id ?? '', secret: form.client_secret }
  if (clientId === '')
    throw new OauthError(
      'invalid_client',
      'Say who you are: client id and secret by HTTP basic authentication, or client_id and client_secret in the form.',
    )
  const client = knownClient(clientId, clients, 'invalid_client')
  if (client.secret !== undefined && client.secret !== secret)
    throw new OauthError('invalid_client', `The secret is not that of the client "${clientId}" in the loaded scenario.`)
  return client
}
