import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporaryFolder'
import { configFlag } from './configFile'

/** What is wrong with a configuration, each problem from its line on. */
function problemsOf(text: string): string[] {
  const file = join(temporaryFolder(), 'target.yaml')
  writeFileSync(file, text)
  try {
    configFlag(file)
    return []
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.slice(file.length + 1))
  }
}

describe(configFlag, () => {
  it('takes a file that says nothing', () => {
    expect(problemsOf('')).toEqual([])
  })

  it('tells every problem with its line and column', () => {
    const problems = problemsOf('serverRoot: nowhere\nheaders:\n  Accept: 3\n')
    expect(problems).toEqual([
      expect.stringMatching(/^1:13: serverRoot /),
      expect.stringMatching(/^3:11: headers\.Accept /),
    ])
  })

  it('tells an unknown key at its place, with the one that was probably meant', () => {
    const problems = problemsOf(
      'serverRoot: http://a.example\nregistrationHook:\n  url: http://a.example\n  mehtod: PUT\ntimeout: 3\n',
    )
    expect(problems).toEqual([
      '4:3: there is no "mehtod" here: did you mean "method"?',
      expect.stringMatching(/^5:1: there is no "timeout" here: there is serverRoot, token, /),
    ])
  })

  it.each([
    ['broken YAML', 'headers: [', /^1:11: is not valid YAML/],
    [
      'a YAML bomb',
      `a: &a [x, x]\nb: &b [${'*a, '.repeat(99)}*a]\nc: [${'*b, '.repeat(99)}*b]\n`,
      /cannot be unfolded/,
    ],
    ['deep nesting', `headers: ${'['.repeat(100_000)}`, /nests deeper/],
  ])('takes %s for a problem', (_, text, reason) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(reason)])
  })
})
