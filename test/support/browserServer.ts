// Vitest's global setup of the page tests: one browser for all of them; each test has a profile of its own in it.
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findOrInstallBrowser } from './installBrowser'
import { launchOptions } from './launchOptions'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `chromium.connect` finds the browser. */
    browserAddress: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer(launchOptions(findOrInstallBrowser()))
  project.provide('browserAddress', server.wsEndpoint())
  return () => server.close()
}
