// Vitest's global setup of the tests that run the built program.
import { resolve } from 'node:path'
import { buildIfStale } from '../../src-main/desktop/build.mjs'

export function setup(): Promise<void> {
  return buildIfStale(resolve(import.meta.dirname, '../..'))
}
