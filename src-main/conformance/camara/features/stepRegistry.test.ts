import { describe, expect, it } from 'vitest'
import { createStepRegistry, STEP_DEFINITIONS } from './stepRegistry'

const registry = createStepRegistry()
const R32 = { basePath: '/connectivity-insights-subscriptions/v0.6' }

/** A text that the expression fits. */
function sampleOf(expression: string): string {
  return expression
    .replace(/\(([^)]*)\)/g, '$1')
    .replaceAll('{string}', '"x"')
    .replaceAll('{int}', '200')
    .replaceAll('{value}', '"x"')
    .replaceAll('{list}', '"x", "y"')
}

describe(createStepRegistry, () => {
  it.each(STEP_DEFINITIONS.map(({ expression }) => [expression]))(
    '"%s" fits its own text and no other',
    (expression) => {
      expect(registry.matching(sampleOf(expression)).map((one) => one.expression)).toEqual([expression])
    },
  )

  it('knows values by what they are', () => {
    const [flag] = registry.actionsOf('the request body property "$.config.initialEvent" is set to true', R32) ?? []
    expect(flag).toMatchObject({ kind: 'given', text: '$.config.initialEvent true' })
    const [code] = registry.actionsOf('the response property "$.status" is 404', R32) ?? []
    expect(code).toMatchObject({ kind: 'check', id: '$.status' })
  })

  it.each([
    'the response body complies with the OAS schema at "/components/schemas/NoSuchThing"',
    'the request "inventSubscription" is sent',
    'event notification "weather" is received on callback-url',
    'the path parameter "subscriptionId" is set to an unknown profile ID',
    'the header "Accept" is set to a valid access token',
    'the moon is full',
  ])('does not know "%s"', (text) => {
    expect(registry.actionsOf(text, R32)).toBeUndefined()
  })
})
