import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** The tour as the README prints it, ready to be pasted. */
function tour(): string {
  const block = /<!-- tour -->\s+```sh\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1]
  if (block === undefined) throw new Error('README.md has no tour')
  return block
}

describe('the tour of the README', () => {
  it('does what it says when it is pasted into bash', async () => {
    // It is built already; the first line of the tour would only do it again.
    const script = tour().replace('npm run --silent build\n', '')
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { timeout: 30_000 })
    expect(stdout).toContain('[{"id":"ur001","name":"report1"},{"id":"ur002","name":"report2"}]')
    expect(stdout).toContain('"packetDelayBudget":"meets the application requirements"')
    expect(stdout).toContain('\\"packetDelayBudget\\":\\"unable to meet the application requirements\\"')
    expect(stdout).toContain('Cases: 7 passed, 0 failed')
  })
})
