// The app ends after its bench has: all is on disk and every listener is closed.
import { app } from 'electron'
import type { Bench } from '../bench/benchOptions'

/** Exits with 0 when it was asked to quit, with 1 when the bench stopped by itself or could not stop in order. */
export function stopBeforeQuit(bench: Bench): void {
  let isAsked = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    isAsked = true
    bench.stop().catch(() => undefined) // told below
  })
  app.on('window-all-closed', () => app.quit())
  // Electron's own handling gives up on stopping at a second signal, and npm passes on the Ctrl-C of the terminal.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())

  bench.ended
    .then(() => bench.stop())
    .then(
      () => app.exit(isAsked ? 0 : 1),
      (error: unknown) => {
        console.error(error)
        app.exit(1)
      },
    )
}
