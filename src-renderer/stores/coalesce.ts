/**
 * Runs `task` soon, once for many calls, and never twice at a time: a call while it runs makes it run once more.
 * @param pauseMs from a call to the run, so that a burst of calls costs one run
 */
export function coalesce(task: () => Promise<void>, pauseMs = 50): () => void {
  let scheduled = false
  let running = false
  let again = false

  async function run() {
    scheduled = false
    running = true
    await task().finally(() => {
      running = false
    })
    if (!again) return
    again = false
    request()
  }

  function request() {
    if (running) {
      again = true
      return
    }
    if (scheduled) return
    scheduled = true
    setTimeout(() => void run(), pauseMs)
  }
  return request
}
