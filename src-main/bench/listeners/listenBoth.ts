// One port that speaks http and https: the first byte of a connection tells which, since a TLS handshake begins with 22
// and no HTTP method does. The certificate is asked for when the first client wants it.
import http, { type RequestListener } from 'node:http'
import net, { type Socket } from 'node:net'
import { bind, closing, createSecureServer, type Listener, type ListenOptions, type TlsIdentity } from './listen'

const TLS_HANDSHAKE = 22

export interface BothListener extends Listener {
  /** `https://127.0.0.1:9092`, on the same port as `origin`. */
  readonly secureOrigin: string
}

/** @throws as `listen` */
export async function listenBoth(
  handler: RequestListener,
  { identity, ...options }: Omit<ListenOptions, 'tls'> & { identity: () => Promise<TlsIdentity> },
): Promise<BothListener> {
  const plain = http.createServer(handler)
  let secure: Promise<http.Server> | undefined

  function secureServer(): Promise<http.Server> {
    secure ??= identity().then((own) => createSecureServer(own, handler))
    secure.catch(() => (secure = undefined)) // the next client asks for the certificate again
    return secure
  }

  async function handOver(socket: Socket, begin: Buffer): Promise<void> {
    socket.pause()
    socket.unshift(begin)
    const server = begin[0] === TLS_HANDSHAKE ? await secureServer() : plain
    server.emit('connection', socket)
    process.nextTick(() => socket.resume())
  }

  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy()) // a client that resets before it said anything
    socket.once('data', (begin: Buffer) => {
      handOver(socket, begin).catch(() => socket.destroy())
    })
  })
  const close = closing(server)
  const port = await bind(server, options)
  return {
    port,
    origin: `http://${options.host}:${port}`,
    secureOrigin: `https://${options.host}:${port}`,
    close,
  }
}
