import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Ids } from '#shared/domain/clocks'
import { BenchError } from '#shared/errors/benchError'
import { X_CORRELATOR_PATTERN } from '#shared/wire/camara/common'

const HEADER = 'x-correlator'

/**
 * Echoes a valid correlator and makes one up where none was sent. An invalid one is refused and never echoed: the
 * refusal carries a made-up one instead (reading C32).
 * @throws BenchError `invalidArgument`
 */
export function correlate(request: IncomingMessage, response: ServerResponse, ids: Ids): void {
  const sent = request.headers[HEADER]
  if (typeof sent === 'string' && X_CORRELATOR_PATTERN.test(sent)) {
    response.setHeader(HEADER, sent)
    return
  }
  response.setHeader(HEADER, ids.uuid())
  if (sent === undefined) return
  throw new BenchError(
    'invalidArgument',
    `The header ${HEADER} may hold letters, digits and - _ : ; . / < > { } only, at most 256 of them.`,
    { field: HEADER },
  )
}
