// TMF677 v1 as it is described: two operations that read.
import { z } from 'zod'
import { zTmfError, zUsageConsumptionReport } from '#shared/wire/tmf677/usageConsumptionReport'
import { FILTER_NAMES, OPERATORS } from '../tmf677/criteria'
import type { DescribedApi, DescribedOperation, DescribedReply } from './openApiDocument'

const zText = z.string()
const FIELDS = { fields: zText.describe('Attributes to answer with, separated by commas; nested ones by their path.') }
const PAGING = { offset: z.int().min(0), limit: z.int().min(0) }

const isDate = (name: string) => name.endsWith('DateTime')

/** The two dates also take an operator. */
function filters(): Record<string, z.ZodType> {
  const names = FILTER_NAMES.flatMap((name) =>
    isDate(name) ? [name, ...OPERATORS.map((operator) => `${name}.${operator}`)] : [name],
  )
  return Object.fromEntries(names.map((name) => [name, zText]))
}

/** With `fields` any attribute may be left out. */
const zSelected = zUsageConsumptionReport.partial().extend({ bucket: z.array(z.looseObject({})).optional() })

function repliesOf(body: z.ZodType, refusals: readonly (readonly [number, string])[]): DescribedOperation['replies'] {
  return new Map<number, DescribedReply>([
    [200, { description: 'What was asked for.', body }] as const,
    ...refusals.map(([status, description]) => [status, { description, body: zTmfError }] as const),
  ])
}

const OF_BOTH = [
  [400, 'A parameter that there is not, or that cannot be read.'],
  [401, 'No valid access token, where a setting asks for one.'],
  [403, 'A token without the scope or the product, where a setting asks for one.'],
  [406, 'Something other than JSON is wanted.'],
  [429, 'A fault limits the requests.'],
  [500, 'A fault, or something is wrong with the bench itself.'],
  [503, 'A fault.'],
] as const

export const TMF677_DESCRIPTION: DescribedApi = {
  name: 'usageManagement-v1',
  title: 'Usage consumption',
  version: '1.0',
  description:
    'TMF677 v1 as Callbox simulates it, described in our own words. It only reads; other methods are answered with 405.',
  basePath: '/usageManagement/v1',
  operations: [
    {
      operationId: 'listUsageConsumptionReport',
      method: 'get',
      path: '/usageConsumptionReport',
      summary: 'List the reports that pass every filter, trimmed to the buckets that do.',
      pathParameters: {},
      query: { ...FIELDS, ...PAGING, ...filters() },
      replies: repliesOf(z.array(zSelected), OF_BOTH),
    },
    {
      operationId: 'retrieveUsageConsumptionReport',
      method: 'get',
      path: '/usageConsumptionReport/{id}',
      summary: 'Read one report.',
      pathParameters: { id: zText },
      query: FIELDS,
      replies: repliesOf(zSelected, [...OF_BOTH, [404, 'There is no such report.']]),
    },
  ],
}
