const waiting = new Set<() => void>()
let isRunning = false

function drawNext() {
  const [draw] = waiting
  if (!draw) {
    isRunning = false
    return
  }
  waiting.delete(draw)
  draw()
  setTimeout(drawNext)
}

/** Draws in a task of its own, once for many calls: five charts that change together never make one long task. */
export function drawSoon(draw: () => void): void {
  waiting.add(draw)
  if (isRunning) return
  isRunning = true
  setTimeout(drawNext)
}
