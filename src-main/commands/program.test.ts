import { expect, it } from 'vitest'
import { BenchError } from '#shared/errors/benchError'
import { runProgram } from './program'

/** Lists the suites to somebody who cannot be told. */
async function listTo(error: Error) {
  const told: string[] = []
  const exitCode = await runProgram(['conformance', 'list'], {
    version: '0',
    uiFolder: '',
    print() {
      throw error
    },
    printError: (line) => told.push(line),
    stopRequested: () => new Promise(() => undefined),
  })
  return { exitCode, told: told.join('\n') }
}

it('a command that judges says 3 of a failure of ours, as 1 would say that the target failed', async () => {
  expect(await listTo(new BenchError('storageFailed', 'The disk is full.'))).toEqual({
    exitCode: 3,
    told: 'callbox: The disk is full.',
  })
})

it('a bug is told with its stack', async () => {
  const { exitCode, told } = await listTo(new TypeError('no such thing'))
  expect(exitCode).toBe(3)
  expect(told).toMatch(/TypeError: no such thing\n +at /)
})
