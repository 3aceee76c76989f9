import { describe, expect, it } from 'vitest'
import { TMF677_V1_CERTIFICATION as SUITE } from './tmf677V1Certification'

describe('the certification suite', () => {
  it('has the seven cases in the order of the document', () => {
    expect(SUITE.cases.map(({ id }) => id)).toEqual([
      'TC_UsageReport_N1',
      'TC_UsageReport_N2',
      'TC_UsageReport_N3',
      'TC_UsageReport_N4',
      'TC_UsageReport_N5',
      'TC_UsageReport_E1_user',
      'TC_UsageReport_E1_product',
    ])
  })

  it('sends the requests of the document', () => {
    expect(
      SUITE.cases.flatMap(({ steps }) => steps.map(({ request }) => 'path' in request && SUITE.apiPath + request.path)),
    ).toEqual([
      '/usageManagement/v1/usageConsumptionReport',
      '/usageManagement/v1/usageConsumptionReport?relatedParty.id=u1',
      '/usageManagement/v1/usageConsumptionReport?relatedParty.id=u2',
      '/usageManagement/v1/usageConsumptionReport?bucket.product.id=p333',
      '/usageManagement/v1/usageConsumptionReport/ur002',
      '/usageManagement/v1/usageConsumptionReport/ur001?fields=id,bucket',
      '/usageManagement/v1/usageConsumptionReport?relatedParty.id=u000',
      '/usageManagement/v1/usageConsumptionReport?bucket.product.id=p000',
    ])
  })

  it('has step ids that are unique in their case, and check ids that are unique in their step', () => {
    for (const { steps } of SUITE.cases) {
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
      for (const { checks } of steps) expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
    }
  })

  it('cites a clause for every check', () => {
    const checks = SUITE.cases.flatMap(({ steps }) => steps.flatMap((step) => step.checks))
    expect(checks.filter(({ clause }) => !/^(TC_|attribute table: |Filter)/.test(clause))).toEqual([])
  })
})
