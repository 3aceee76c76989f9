// Listeners of the bench: loopback by default, any free port for 0, closed with everything on them.
import http, { type RequestListener } from 'node:http'
import type net from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { BenchError } from '#shared/errors/benchError'

export interface TlsIdentity {
  readonly key: string
  readonly certificate: string
}

export interface ListenOptions {
  readonly host: string
  readonly port: number
  /** The command-line flag that sets this port, for the message when it is taken. */
  readonly flag: string
  readonly tls?: TlsIdentity
}

export interface Listener {
  readonly port: number
  /** `http://127.0.0.1:9091`, with the port really taken; a wildcard address is shown as the loopback one. */
  readonly origin: string
  close(): Promise<void>
}

function refusal(error: NodeJS.ErrnoException, { host, port, flag }: Omit<ListenOptions, 'tls'>): Error {
  if (error.code === 'EADDRINUSE') {
    const message = `Port ${port} on ${host} is taken by another program. Give ${flag} another port, or ${flag} 0 for any free one.`
    return new BenchError('portTaken', message, { field: flag, cause: error })
  }
  if (error.code === 'EACCES') {
    const message = `Port ${port} needs rights this user does not have. Give ${flag} a port above 1023, or 0 for any free one.`
    return new BenchError('portTaken', message, { field: flag, cause: error })
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new BenchError('invalidArgument', `${host} is not an address of this machine. Give --host one that is.`, {
      field: '--host',
      cause: error,
    })
  }
  return error
}

function originOf(host: string, port: number, secure: boolean): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `${secure ? 'https' : 'http'}://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
}

/** Loads TLS only for a bench that asks for it. */
export async function createSecureServer(
  { key, certificate }: TlsIdentity,
  handler: RequestListener,
): Promise<http.Server> {
  const { createServer } = await import('node:https')
  return createServer({ key, cert: certificate }, handler)
}

/** @throws BenchError `portTaken` naming port and flag; `invalidArgument` for a host that is not ours. */
export async function bind(server: net.Server, options: Omit<ListenOptions, 'tls'>): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, options)))
    server.listen(options.port, options.host, resolve)
  })
  return (server.address() as AddressInfo).port
}

/**
 * Ends a server with every connection to it; to be asked before it listens. Node’s own means know no connection
 * whose TLS handshake is not complete, and closing waits for it.
 */
export function closing(server: net.Server): () => Promise<void> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
}

/** @throws as `bind` */
export async function listen(handler: RequestListener, options: ListenOptions): Promise<Listener> {
  const { tls } = options
  const server = tls ? await createSecureServer(tls, handler) : http.createServer(handler)
  const close = closing(server)
  const port = await bind(server, options)
  return { port, origin: originOf(options.host, port, tls !== undefined), close }
}
