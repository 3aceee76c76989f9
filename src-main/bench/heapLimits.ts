import { setFlagsFromString } from 'node:v8'

/**
 * By how much the heap may grow until garbage is collected, in percent. The journal turns over all the time: by itself the
 * engine let it take more than three times its size before it looked for what was dropped.
 */
const HEAP_GROWTH_PERCENT = 40

/** Keeps a bench that is asked a lot within the memory it needs. It holds for the process. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`)
}
