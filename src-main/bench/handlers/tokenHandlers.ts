import type { HandlersOf } from '#shared/control/operation'
import type { TOKEN_OPERATIONS } from '#shared/control/operations/tokenOperations'
import type { HandlerTools } from './handlerPorts'

export function tokenHandlers({ rooms: { issuer } }: HandlerTools): HandlersOf<typeof TOKEN_OPERATIONS> {
  return {
    async mintToken({ body }) {
      const { accessToken, expiresAt } = await issuer.mint(body)
      return { accessToken, expiresAt: new Date(expiresAt).toISOString() }
    },
  }
}
