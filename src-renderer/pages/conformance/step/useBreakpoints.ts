import type { RunView } from '#shared/control/runViews'
import { useBenchLink } from '../../../api/bench'
import { useAction } from '../../../composables/useAction'

/** With it where it is missing, without it where it is there. */
export function toggled(caseIds: readonly string[], caseId: string): string[] {
  return caseIds.includes(caseId) ? caseIds.filter((id) => id !== caseId) : [...caseIds, caseId]
}

/** Where a run that has not ended waits. */
export function useBreakpoints(run: () => RunView) {
  const { control } = useBenchLink()
  const { run: attempt } = useAction()

  function set(cases: readonly string[], onFailure?: boolean) {
    const body = { cases: [...cases], ...(onFailure !== undefined && { onFailure }) }
    return attempt('Breakpoint', () => control.setBreakpoints({ id: run().id, body }))
  }
  return { set, waitOnFailure: (isOn: boolean) => set(run().breakpoints ?? [], isOn) }
}
