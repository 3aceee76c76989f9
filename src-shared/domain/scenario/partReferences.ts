// References that depend on more than a list of ids: a bucket is one of its report, and only some steps begin what can
// be ended.
import { fieldsOf, idsOf, itemsOf, type Fields } from './rawDocument'

export interface ReferenceProblem {
  readonly path: readonly (string | number)[]
  readonly reason: string
  /** What to do about it; left out, it is told from what there is of the kind. */
  readonly fix?: string
  /** What there is of the kind. */
  readonly known: readonly string[]
  /** What was written. */
  readonly value: string
}

const LASTING_ACTS = ['degrade', 'flow', 'fault'] as const
const BUCKETS: readonly (readonly [list: string, fields: readonly string[]])[] = [
  ['timeline', ['charge', 'topUp', 'flow']],
  ['expectations', ['balance', 'counter']],
]

function unknownBuckets(document: Fields): ReferenceProblem[] {
  const reports = itemsOf(document, 'reports')
  return BUCKETS.flatMap(([list, names]) =>
    itemsOf(document, list).flatMap((item, index) =>
      names.flatMap((name) => {
        const { report: id, bucket } = fieldsOf(item[name])
        const report = reports.find((one) => one['id'] === id)
        if (typeof bucket !== 'string' || !report) return []
        const known = idsOf(report, 'bucket')
        if (known.includes(bucket)) return []
        const reason = `there is no bucket "${bucket}" in the report "${String(id)}"`
        const fix = known.length === 0 ? 'add it to the report' : undefined
        return [{ path: [list, index, name, 'bucket'], reason, ...(fix && { fix }), known, value: bucket }]
      }),
    ),
  )
}

/** Steps that are to end what another step does not begin. */
function clearedInVain(document: Fields): ReferenceProblem[] {
  const steps = itemsOf(document, 'timeline')
  const lasting = steps.filter((step) => LASTING_ACTS.some((act) => step[act] !== undefined))
  const known = lasting.flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  return steps.flatMap(({ clear }, index) => {
    if (typeof clear !== 'string' || known.includes(clear)) return []
    const reason = `there is no degrade, flow or fault step "${clear}" to end`
    const fix = known.length === 0 ? 'give the step that it ends this id, or leave clear out' : undefined
    return [{ path: ['timeline', index, 'clear'], reason, ...(fix && { fix }), known, value: clear }]
  })
}

export function unknownParts(document: Fields): ReferenceProblem[] {
  return [...unknownBuckets(document), ...clearedInVain(document)]
}
