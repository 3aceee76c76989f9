import type { ResolvedReport } from '#shared/domain/registeredReport'
import type { Answer } from './answerCache'
import type { ListQuery } from './reportQuery'
import { createReportSearch, type ReportSource } from './reportSearch'
import { servedReport } from './servedReport'
import { selectFields, type Selection } from './selectFields'

export interface ReportAnswersPorts {
  reports: ReportSource
  /** Scheme, host and port under which clients reach this server, without a slash at the end. */
  serverRoot: () => string
}

/** Renders what the two GET operations answer. */
export interface ReportAnswers {
  list(query: ListQuery): Answer
  /** Nothing when no report has this id. */
  report(id: string, fields: Selection | undefined): Answer | undefined
}

export function createReportAnswers({ reports, serverRoot }: ReportAnswersPorts): ReportAnswers {
  const search = createReportSearch(reports)

  function represent(resolved: ResolvedReport, fields: Selection | undefined): unknown {
    const report = servedReport(resolved, serverRoot())
    return fields ? selectFields(report, fields) : report
  }

  function answer(value: unknown, counts: Record<string, string> = {}): Answer {
    const body = Buffer.from(JSON.stringify(value))
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(body.length),
      ...counts,
    }
    return { headers, body }
  }

  return {
    list(query) {
      const { total, page } = search(query)
      const reports = page.map((report) => represent(report, query.fields))
      return answer(reports, { 'X-Total-Count': String(total), 'X-Result-Count': String(page.length) })
    },
    report(id, fields) {
      const report = reports.find(id)
      return report && answer(represent(report, fields))
    },
  }
}
