import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/support/temporaryFolder'
import { readScenarioFile, type Lookups } from './readScenarioFile'

const HEAD = 'callbox: 1\nname: mine\ntitle: Mine\n'

const CELL =
  '{ id: c1, name: C, baseline: { delayMs: 1, jitterMs: 1, lossRatio: 0, downRateKbps: 9, upRateKbps: 9, signalStrength: good, connectivityType: 4G } }'

/** The problems of `mine.yaml` among these files, each as `file:line:column path reason → fix`. */
const LOOKUPS: Lookups = {
  checkTable: () => Promise.resolve([]),
  deviations: [{ name: 'tmf677-user-filter-ignored', api: 'usageManagement' }],
}

async function problemsOf(files: Record<string, string>, folder = temporaryFolder()): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { problems } = await readScenarioFile(join(folder, 'mine.yaml'), LOOKUPS)
  return problems.map(({ file = '', line, column, path, reason, fix }) => {
    return `${file.slice(folder.length + 1)}:${line}:${column} ${path} ${reason} → ${fix}`
  })
}

describe(readScenarioFile, () => {
  it('tells every problem with its line, its column and what to do', async () => {
    const text = `${HEAD}clok: {}\ndevices:\n  - { id: d1, name: 3, cell: nowhere }\n  - { id: d1, name: D, cell: nowhere }\n`
    expect(await problemsOf({ 'mine.yaml': text })).toEqual([
      'mine.yaml:4:1 clok there is no "clok" here → did you mean "clock"?',
      'mine.yaml:6:21 devices[0].name is number 3, not text → put it in quotes: "3"',
      'mine.yaml:6:30 devices[0].cell there is no cell "nowhere" in this scenario → add it to cells',
      'mine.yaml:7:5 devices[1] has nothing that a request could name it by → give phoneNumber, ipv4Address or ipv6Prefix',
      'mine.yaml:7:11 devices[1].id the id "d1" is used twice → give each an id of its own, and change what refers to this one',
      'mine.yaml:7:30 devices[1].cell there is no cell "nowhere" in this scenario → add it to cells',
    ])
  })

  it.each([
    ['an open bracket', 'cells: [\n'],
    ['a key that is there twice', 'title: Mine\n'],
    ['a tab', '\tseed: 1\n'],
    ['an alias of nothing', 'description: *nothing\n'],
    ['values of the wrong kind', 'clock: 5\ncells: {}\ndescription: [a]\ntags: [A b]\n'],
    ['formats', 'profiles: [{ id: x, name: n, preset: zz }]\ndevices: [{ id: d, ipv6Prefix: zz }]\n'],
    ['times', 'timeline: [{ at: soon, checkpoint: x }, { at: 1s, say: { text: x, duration: long } }]\n'],
    ['ids', 'timeline: [{ id: a b, after: none, clear: x }]\n'],
    ['requests', 'timeline: [{ request: { path: x, times: 1.5, headers: { "a b": c } } }]\n'],
    ['amounts', 'timeline: [{ charge: { report: r, bucket: b, value: x, unit: MB } }]\n'],
    ['a ring', 'timeline: [{ id: a, after: a, checkpoint: x }]\n'],
    ['faults', 'faults: [{ act: { delayMs: { from: 2, to: 1 } } }, { match: { every: 2 } }]\n'],
    ['a later version', 'callbox: 2\n'],
  ])('says what to do about %s', async (_, text) => {
    const head = text.startsWith('callbox') ? '' : HEAD
    const problems = await problemsOf({ 'mine.yaml': head + text })
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.filter((one) => one.endsWith('→ undefined'))).toEqual([])
  })

  it('says what an included file may have, whatever version it is of', async () => {
    const include = 'include: [empty.yaml, later.yaml, never.yaml, same.yaml]\n'
    const files = {
      ...{ 'empty.yaml': '# nothing yet\n', 'later.yaml': 'callbox: 2\ncells: [new]\n' },
      ...{ 'never.yaml': 'callbox: one\n', 'same.yaml': 'callbox: 1\ncells: []\n' },
    }
    expect(await problemsOf({ 'mine.yaml': HEAD + include, ...files })).toEqual([
      expect.stringMatching(/^empty.yaml:1:1 {2}is no mapping → begin with one of its lists, such as devices:$/),
      expect.stringMatching(/^later.yaml:1:10 callbox was written for a newer Callbox: version 2.* → update Callbox/),
      expect.stringMatching(/^never.yaml:1:10 callbox is no version of this format → give 1, or leave it out/),
    ])
  })

  it('puts the lists of included files together, and finds problems in them at their place', async () => {
    const included = 'devices:\n  - { id: d1, name: D, cell: c1, phoneNumber: "+447700900001" }\ntitle: not here\n'
    const problems = await problemsOf({ 'mine.yaml': `${HEAD}include: [more.yaml]\n`, 'more.yaml': included })
    expect(problems).toEqual([
      expect.stringMatching(/^more\.yaml:2:30 devices\[0\]\.cell there is no cell "c1"/),
      expect.stringMatching(/^more\.yaml:3:1 title has no place in an included file/),
    ])
  })

  it.each([
    ['..', '../other.yaml', 'leads out of the folder'],
    ['an absolute path', '/etc/hosts', 'is an absolute path'],
    ['a link', 'link.yaml', 'leads out of the folder'],
    ['a folder', 'folder', 'is no file'],
    ['nothing', 'none.yaml', 'cannot be read'],
    ['itself', 'mine.yaml', 'includes itself'],
  ])('refuses to include by %s', async (_, name, reason) => {
    const outside = join(temporaryFolder(), 'other.yaml')
    writeFileSync(outside, 'devices: []\n')
    const folder = temporaryFolder()
    symlinkSync(outside, join(folder, 'link.yaml'))
    mkdirSync(join(folder, 'folder'))
    const [problem] = await problemsOf({ 'mine.yaml': `${HEAD}include:\n  - ${name}\n` }, folder)
    expect(problem).toMatch(`mine.yaml:5:5 include.0 ${reason}`)
  })

  it('knows the deviations there are, at the start and on the timeline', async () => {
    const faults = 'faults:\n  - deviation: tmf677-user-filter-ignored\n  - deviation: tmf677-user-filter-ignore\n'
    const text = `${HEAD}${faults}timeline:\n  - { at: 1s, fault: { deviation: none-such } }\n`
    expect(await problemsOf({ 'mine.yaml': text })).toEqual([
      'mine.yaml:6:16 faults[1].deviation there is no deviation "tmf677-user-filter-ignore" → did you mean "tmf677-user-filter-ignored"?',
      'mine.yaml:8:35 timeline[0].fault.deviation there is no deviation "none-such" → there is tmf677-user-filter-ignored',
    ])
  })

  it('knows what a deviation cannot match', async () => {
    const fault = '{ deviation: tmf677-user-filter-ignored, match: { device: d1 } }'
    const device = '{ id: d1, name: D, cell: c1, phoneNumber: "+447700900001" }'
    const text = `${HEAD}cells: [${CELL}]\ndevices: [${device}]\nfaults: [${fault}]\ntimeline: [{ fault: ${fault} }]\n`
    const problems = await problemsOf({ 'mine.yaml': text })
    const reason = '"tmf677-user-filter-ignored" is of usageManagement, which is about no device → leave device out'
    expect(problems).toEqual([
      `mine.yaml:6:68 faults[0].match.device ${reason}`,
      `mine.yaml:7:79 timeline[0].fault.match.device ${reason}`,
    ])
  })

  it('reads no table when there are more traces than a scenario may have', async () => {
    const traces = Array.from({ length: 21 }, (_, index) => `  - { id: t${index}, file: big.csv }\n`)
    const problems = await problemsOf({ 'mine.yaml': `${HEAD}traces:\n${traces.join('')}` })
    expect(problems).toEqual([expect.stringMatching(/^mine\.yaml:5:3 traces is out of bounds → give at most 20 items/)])
  })

  it.each([
    ['steps', `timeline:\n${'  - checkpoint: here\n'.repeat(5001)}`, 'mine.yaml:5:3 timeline is out of bounds'],
    [
      'requests',
      `timeline:\n${'  - request: { path: /, times: 1000 }\n'.repeat(102)}`,
      'mine.yaml:105:14 timeline[100].request makes more than 100000 requests',
    ],
  ])('takes more %s than anybody watches for one problem', async (_, text, problem) => {
    expect(await problemsOf({ 'mine.yaml': HEAD + text })).toEqual([expect.stringContaining(problem)])
  })

  it('takes a YAML bomb for a problem', async () => {
    const levels = 'abcdefghi'.split('').map((name, index, all) => {
      const former = all[index - 1]
      return `${name}: &${name} [${former === undefined ? 'boom' : Array(9).fill(`*${former}`).join(', ')}]`
    })
    const [problem] = await problemsOf({ 'mine.yaml': `${HEAD}${levels.join('\n')}\n` })
    expect(problem).toMatch(/cannot be unfolded: Excessive alias count/)
  })

  it.each([
    ['deep nesting', `${HEAD}cells: ${'['.repeat(100_000)}`, 'nests deeper'],
    ['a huge file', `${HEAD}description: ${'x'.repeat(1024 * 1024)}`, 'is larger than 1024 KiB'],
    ['broken YAML', `${HEAD}cells: [`, 'is not valid YAML'],
    ['a later version', 'callbox: 9\nname: [new]\n', 'was written for a newer Callbox'],
  ])('takes %s for one problem', async (_, text, reason) => {
    expect(await problemsOf({ 'mine.yaml': text })).toEqual([expect.stringContaining(reason)])
  })

  it('finds steps that wait for each other', async () => {
    const step = (id: string, after: string) =>
      `  - { id: ${id}, after: ${after}, at: 5s, degrade: { target: { all: true }, effect: { delayMs: { add: 1 } } } }\n`
    const problems = await problemsOf({ 'mine.yaml': `${HEAD}timeline:\n${step('a', 'b')}${step('b', 'a')}` })
    expect(problems.map((one) => one.replace(/ →.*/, ''))).toEqual([
      'mine.yaml:5:21 timeline[0].after "a" waits for itself',
      'mine.yaml:6:21 timeline[1].after "b" waits for itself',
    ])
  })
})
