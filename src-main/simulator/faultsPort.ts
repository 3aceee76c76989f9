import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FaultCall } from '#shared/domain/fault'

/** What may go wrong on purpose with a request, asked for once it is known who calls what. */
export interface FaultsPort {
  /** Whether any fault is for this API; cheap enough to be asked for every request. */
  concerns(api: string): boolean
  /**
   * May rewrite the request, and its reply on the way out.
   * @returns false when nobody is there to answer any more
   * @throws InjectedError, or BenchError of a limit, to be answered by the API's error renderer
   */
  meet(call: FaultCall, request: IncomingMessage, response: ServerResponse): Promise<boolean>
}
