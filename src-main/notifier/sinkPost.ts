// One POST to a sink by undici, bounded in what it reads of the reply; redirects are not followed.
import type { Dispatcher } from 'undici'
import type { SinkRequest } from '#shared/domain/notification'
import type { Reply } from './reply'
import type { SinkAddress } from './sinkAddress'

/** As much of a reply as is read; then the connection is given up. */
const REPLY_READ_BYTES = 64 * 1024

const GIVEN_UP = new Error('The POST was given up.')

type Controller = Dispatcher.DispatchController
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2]

/**
 * Hears of a POST from undici itself, whose `request` makes a stream and an abort signal for each: twice the cost of the
 * POST, when thousands of sinks are told at once.
 */
export class SinkPost implements Dispatcher.DispatchHandler {
  /** Rejects with the reason of `stop`, or an error of the network, when no status line came. */
  readonly reply: Promise<Reply>
  #resolve!: (reply: Reply) => void
  #reject!: (reason: unknown) => void
  #controller: Controller | undefined
  #isOver = false
  #head: Pick<Reply, 'status' | 'headers'> | undefined
  readonly #chunks: Buffer[] = []
  #bytes = 0

  constructor() {
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Once; nothing is sent when it was stopped before. */
  send(dispatcher: Dispatcher, { origin, path }: SinkAddress, request: SinkRequest): void {
    if (!this.#isOver) dispatcher.dispatch({ origin, path, method: 'POST', ...request }, this)
  }

  /** Gives it up in whatever state it is; of a reply whose status line came is kept what came. */
  stop(reason: unknown): void {
    this.#end(reason)
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller
    if (this.#isOver) controller.abort(GIVEN_UP) // while the connection was being made
  }

  onResponseStart(_: Controller, status: number, headers: Headers): void {
    if (status >= 200) this.#head = { status, headers: joined(headers) }
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes >= REPLY_READ_BYTES) this.#end(undefined)
  }

  onResponseEnd(): void {
    this.#controller = undefined // there is nothing left to give up
    this.#end(undefined)
  }

  onResponseError(_: Controller, error: Error): void {
    this.#end(error)
  }

  /** The status line has decided already: a body that breaks off, or takes too long, is kept as far as it came. */
  #end(reason: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    if (this.#head) this.#resolve({ ...this.#head, body: this.#body() })
    else this.#reject(reason)
    this.#controller?.abort(GIVEN_UP)
  }

  #body(): string {
    return Buffer.concat(this.#chunks).subarray(0, REPLY_READ_BYTES).toString('utf8')
  }
}

function joined(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}
