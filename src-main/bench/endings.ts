type Ending = () => void | Promise<void>

export interface Endings {
  add(ending: Ending): void
  /** Ends everything; asked again, it waits for the first time. */
  run(): Promise<void>
  /** Resolves once everything has ended, whoever asked for it. */
  readonly ended: Promise<void>
}

/** What must be ended, in the reverse order of starting. */
export function createEndings(): Endings {
  const endings: Ending[] = []
  let running: Promise<void> | undefined
  let tellEnded = () => {}
  const ended = new Promise<void>((resolve) => {
    tellEnded = resolve
  })

  /** One ending that fails does not keep the others from running; the first failure is reported at the end. */
  async function runAll(): Promise<void> {
    const failures: unknown[] = []
    for (let ending = endings.pop(); ending; ending = endings.pop()) {
      try {
        await ending()
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  return {
    add: (ending) => void endings.push(ending),
    run: () => (running ??= runAll().finally(tellEnded)),
    ended,
  }
}
