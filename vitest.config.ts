import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src-*/**/*.test.ts'], testTimeout: 10_000 } },
      { test: { name: 'house', include: ['test/house/**/*.test.ts'] } },
      {
        test: {
          name: 'bench',
          include: ['test/{bench,contract,conformance,desktop}/**/*.test.ts'],
          globalSetup: ['test/support/buildOnce.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
