// A run service with a bus and a disk, whose own bench is any server.
import { generateKeyPairSync } from 'node:crypto'
import { createBus } from '#main/bench/bus'
import { randomIds as ids } from '#main/bench/clocks/ids'
import { systemWallClock as wall } from '#main/bench/clocks/wallClock'
import type { KeptRun } from '#main/conformance/history/runHistory'
import { createRunService } from '#main/conformance/runService'
import type { BenchEvent, BenchEventKind } from '#shared/control/events'
import { zRunRequest, type RunRequest } from '#shared/control/runViews'
import { createMemoryRowLog } from './memoryRowLog'
import { createMemoryTextFiles } from './memoryTextFiles'

export const SUITE = 'tmf677-v1-certification'

/** A request as the control API takes it, defaults filled in. */
export function runRequest(request: Partial<RunRequest> = {}): RunRequest {
  return zRunRequest.parse({ suite: SUITE, ...request })
}

export function setUpRuns(serverRoot: string) {
  const bus = createBus()
  const events: BenchEvent[] = []
  const log = createMemoryRowLog<{ runs: KeptRun }>(['runs'])
  const ports = {
    wall,
    ids,
    bus,
    log,
    reports: createMemoryTextFiles(),
    keptRuns: () => 200,
    ownTarget: () => ({ serverRoot }),
    benchClock: () => '2026-01-01T00:00:00.000Z',
    tool: { name: 'callbox', version: '0.0.0-test' },
    currentUser: () => 'tester',
    signingKey: () => Promise.resolve(generateKeyPairSync('ed25519').privateKey),
  }
  bus.onAny((event) => events.push(event))
  return {
    bus,
    log,
    runs: createRunService(ports),
    /** A service that finds what the other has kept. */
    again: () => createRunService(ports),
    events,
    kinds: () => events.map(({ kind }) => kind),
    told: (kind: BenchEventKind) => new Promise<void>((resolve) => bus.on(kind, () => resolve())),
  }
}
