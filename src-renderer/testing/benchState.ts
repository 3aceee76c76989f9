import type { BenchState } from '#shared/control/views'

/** A bench of which a test needs nothing in particular: its clock is real and stands at 0. */
export const BENCH_STATE: BenchState = {
  version: '0',
  serverRoot: '',
  uiUrl: '',
  controlUrl: '',
  inboxUrl: '',
  inboxHttpsUrl: '',
  dataFolder: '',
  auth: 'strict',
  clock: { now: 0, mode: 'real', rate: 1 },
  scenario: null,
  retryDelaysSeconds: [],
  problems: [],
  nextSeq: 1,
}
