import { BenchError } from '#shared/errors/benchError'
import { zUuid } from '#shared/wire/camara/common'
import type { CamaraCall } from './operation'

/** A path parameter that is a UUID, as we keep it. @throws BenchError `invalidArgument` */
export function uuidParameter({ parameter }: CamaraCall, field: string): string {
  const text = parameter(field)
  const { data } = zUuid.safeParse(text)
  if (data !== undefined) return data
  throw new BenchError('invalidArgument', `${field} is not a UUID: ${text}`, { field })
}
