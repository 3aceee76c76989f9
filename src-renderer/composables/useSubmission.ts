import { shallowRef, type ShallowRef } from 'vue'
import type { z } from 'zod'
import { ControlClientError } from '#shared/control/client'
import { fieldPath } from '#shared/errors/zodIssues'

export interface Submission {
  readonly busy: Readonly<ShallowRef<boolean>>
  /** By field, `rate.unit` for example; what is about no field in particular has the name of the whole, `body`. */
  readonly problems: ShallowRef<ReadonlyMap<string, string>>
  /** Sends what a form stands for unless the schema finds something wrong. @returns undefined when it was refused. */
  readonly submit: <Result>(
    schema: z.ZodType,
    body: unknown,
    task: () => Promise<Result>,
  ) => Promise<Result | undefined>
}

/** The first problem of each field. */
export function problemsByField(error: z.ZodError | undefined): ReadonlyMap<string, string> {
  const issues = error?.issues ?? []
  return new Map(issues.map((issue): [string, string] => [fieldPath(issue.path), issue.message]).reverse())
}

/** A form whose problems stand beside its fields, whether the page finds them or the bench does. */
export function useSubmission(): Submission {
  const busy = shallowRef(false)
  const problems = shallowRef<ReadonlyMap<string, string>>(new Map())

  async function submit<Result>(
    schema: z.ZodType,
    body: unknown,
    task: () => Promise<Result>,
  ): Promise<Result | undefined> {
    problems.value = problemsByField(schema.safeParse(body).error)
    if (problems.value.size > 0) return undefined
    busy.value = true
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof ControlClientError)) throw error
      problems.value = new Map([[error.field ?? 'body', error.message]])
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, problems, submit }
}
