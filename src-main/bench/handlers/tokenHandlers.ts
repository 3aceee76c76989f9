import type { HandlersOf } from '#shared/control/operation'
import type { TOKEN_OPERATIONS } from '#shared/control/operations/tokenOperations'
import { discoveryDocument } from '../../simulator/oauth/discoveryDocument'
import { ISSUED_SCOPES } from '../../simulator/scopes'
import type { HandlerTools } from './handlerPorts'

export function tokenHandlers({
  rooms: { issuer, clients, network },
  state,
}: HandlerTools): HandlersOf<typeof TOKEN_OPERATIONS> {
  return {
    readIssuer() {
      const { serverRoot } = state()
      const { authorization_endpoint, token_endpoint, jwks_uri } = discoveryDocument(serverRoot)
      return {
        issuer: serverRoot,
        discoveryUrl: `${serverRoot}/.well-known/openid-configuration`,
        authorizationUrl: authorization_endpoint,
        tokenUrl: token_endpoint,
        jwksUrl: jwks_uri,
        scopes: [...ISSUED_SCOPES],
        clients: clients.all().map(({ id }) => id),
        subscribers: network
          .devices()
          .flatMap(({ id, name, device: { phoneNumber } }) =>
            phoneNumber === undefined ? [] : [{ deviceId: id, name, phoneNumber }],
          ),
      }
    },
    async mintToken({ body }) {
      const { accessToken, expiresAt } = await issuer.mint(body)
      return { accessToken, expiresAt: new Date(expiresAt).toISOString() }
    },
  }
}
