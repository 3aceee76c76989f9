import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { uiPlugins, yamlAsJson } from './electron.vite.config.ts'

/** For tests that leave nothing behind: a worker runs all its files, so each module is evaluated once. */
const TOGETHER = { pool: 'threads', isolate: false } as const

export default defineConfig({
  test: {
    // Vitest keeps one core for itself; most tests wait for a child process or the browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        plugins: [yamlAsJson()],
        test: { ...TOGETHER, name: 'unit', include: ['src-{main,shared}/**/*.test.ts'], testTimeout: 10_000 },
      },
      {
        plugins: uiPlugins(),
        test: {
          ...TOGETHER,
          name: 'web',
          include: ['src-renderer/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 10_000,
        },
      },
      { test: { ...TOGETHER, name: 'house', include: ['test/house/**/*.test.ts'], testTimeout: 60_000 } },
      {
        plugins: [yamlAsJson()],
        test: {
          ...TOGETHER,
          name: 'bench',
          include: ['test/{bench,contract,conformance}/**/*.test.ts'],
          globalSetup: ['test/support/buildOnce.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // By itself: electron is replaced here.
        plugins: [yamlAsJson()],
        test: {
          name: 'desktop',
          include: ['test/desktop/**/*.test.ts'],
          globalSetup: ['test/support/buildOnce.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'page',
          include: ['test/ui/**/*.test.ts'],
          globalSetup: ['test/support/buildOnce.ts', 'test/support/browserServer.ts'],
          testTimeout: 60_000,
        },
      },
      // Not part of `npm test`: the README's pictures, the budgets of the design (`npm run bench`), long rounds of killing
      // (`npm run kill-test`) and of hostile requests (`npm run fuzz`).
      {
        test: {
          name: 'pictures',
          include: ['test/ui/**/*.pictures.ts'],
          globalSetup: ['test/support/buildOnce.ts', 'test/support/browserServer.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'performance',
          include: ['test/performance/**/*.perf.ts'],
          globalSetup: ['test/support/buildOnce.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          disableConsoleIntercept: true,
        },
      },
      {
        plugins: [yamlAsJson()],
        test: {
          name: 'fuzz',
          include: ['test/contract/hostileRequests.test.ts'],
          env: { FUZZ_RUNS: '10000' },
          testTimeout: 1_200_000,
        },
      },
      {
        test: {
          name: 'kill',
          include: ['test/bench/*Durability.test.ts'],
          globalSetup: ['test/support/buildOnce.ts'],
          env: { KILL_ROUNDS: '200' },
          testTimeout: 1_200_000,
        },
      },
    ],
  },
})
