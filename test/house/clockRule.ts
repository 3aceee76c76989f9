// Time, timers and chance come from bench/clocks/ through ports (decisions/two-clocks.md), so that a run can be repeated exactly.
import ts from 'typescript'
import { isTest, scriptOf, type SourceFile, violation } from './sourceFiles'

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate'])

const INSTEAD = {
  now: 'take a BenchClock (what is simulated) or a WallClock (sockets, durations, reports) as a port',
  timer: 'use schedule() of a BenchClock or a WallClock port',
  chance: 'take Ids, or a seeded source, as a port',
}

const MEMBERS: Record<string, string> = {
  'Date.now': INSTEAD.now,
  'performance.now': INSTEAD.now,
  'process.hrtime': INSTEAD.now,
  'Math.random': INSTEAD.chance,
  'crypto.randomUUID': INSTEAD.chance,
}

/** A global of that name, or an import of it; `wall.setTimeout` and `{ setTimeout: x }` are names of something else. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  return !(ts.isPropertyAccessExpression(parent) && parent.name === node) && !ts.isPropertyAssignment(parent)
}

function findingAt(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = `${node.expression.getText().replace(/^globalThis\./, '')}.${node.name.text}`
    if (MEMBERS[member]) return `${member}: ${MEMBERS[member]}`
    if (TIMERS.has(node.name.text) && node.expression.getText() === 'globalThis') return `${member}: ${INSTEAD.timer}`
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
    return `new Date(): ${INSTEAD.now}`
  }
  if (!ts.isIdentifier(node) || !isReference(node)) return undefined
  if (TIMERS.has(node.text)) return `${node.text}: ${INSTEAD.timer}`
  return node.text === 'randomUUID' ? `${node.text}: ${INSTEAD.chance}` : undefined
}

function isExempt(file: SourceFile): boolean {
  return isTest(file) || file.path.startsWith('src-main/bench/clocks/') || !file.path.endsWith('.ts')
}

export function clockViolations(file: SourceFile): string[] {
  if (isExempt(file)) return []
  const found: string[] = []
  function visit(node: ts.Node): void {
    const finding = findingAt(node)
    if (finding !== undefined) found.push(violation(file, node.getStart(), finding))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file.path, scriptOf(file), ts.ScriptTarget.Latest, true))
  return found
}
