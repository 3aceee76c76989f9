// How an operation of the control API is written down. Server and client derive from the same table, so a handler
// that is missing, or a body that does not fit, does not compile.
import type { z } from 'zod'

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/control/v1`; `{name}` marks a path parameter. */
  readonly path: string
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Status of success; 204 has no body. */
  readonly status: 200 | 201 | 202 | 204
  readonly response: z.ZodType
}

type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameters<Rest>
  : never

/** What a handler is given: path parameters as strings, query and body parsed. */
export type InputOf<O extends Operation> = { readonly [Name in PathParameters<O['path']>]: string } & (O extends {
  readonly query: infer Q extends z.ZodType
}
  ? { readonly query: z.output<Q> }
  : unknown) &
  (O extends { readonly body: infer B extends z.ZodType } ? { readonly body: z.output<B> } : unknown)

/** What a caller gives: the same before defaults are filled in. */
export type RequestOf<O extends Operation> = { readonly [Name in PathParameters<O['path']>]: string } & (O extends {
  readonly query: infer Q extends z.ZodType
}
  ? { readonly query?: z.input<Q> }
  : unknown) &
  (O extends { readonly body: infer B extends z.ZodType }
    ? undefined extends z.input<B>
      ? { readonly body?: z.input<B> }
      : { readonly body: z.input<B> }
    : unknown)

export type OutputOf<O extends Operation> = z.output<O['response']>

/** One handler for each operation of a table. */
export type HandlersOf<Table extends Record<string, Operation>> = {
  readonly [Name in keyof Table]: (
    input: InputOf<Table[Name]>,
  ) => OutputOf<Table[Name]> | Promise<OutputOf<Table[Name]>>
}
