// Feature files of one's own through the step definitions: what is right passes, what nobody knows is named.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { featureSuite } from '#main/conformance/camara/features/featureSuite'
import { blemishesOf, judgeBench, readingsOf, welcomeBench } from '../support/camaraRuns'
import { temporaryFolder } from '../support/temporaryFolder'

const INSIGHTS = `
Feature: Quality of the network
  Background:
    Given the resource "/connectivity-insights/v0.7rc1"
    And the header "Authorization" is set to a valid access token

  @asked_for_a_device
  Scenario Outline: A device that is <known>
    Given a valid network quality insight request body
    And the request body property "$.device.phoneNumber" is set to "<number>"
    When the request "checkNetworkQuality" is sent
    Then the response code is <status>

    Examples:
      | known   | number        | status |
      | known   | +447700900101 | 200    |
      | unknown | +447700900998 | 404    |
`

const SUBSCRIPTIONS = `
Feature: Being told
  @told_at_once
  Scenario: The first event comes at once
    Given the resource "{apiRoot}/connectivity-insights-subscriptions/v0.7rc1" as base-url
    And the header "Authorization" is set to a valid access token
    And subscriptions are created synchronously
    And a valid subscription request body with network quality event type
    And the request body property "$.config.initialEvent" is set to true
    When the request "createSubscription" is sent
    Then the response code is 201
    And the response contains a valid "subscriptionId"
    And event notification "network-quality" is immediately received on callback-url
    And sink credentials are received as expected
    And notification body complies with the OAS schema at "/components/schemas/EventNetworkQuality"
`

const UNKNOWN = `
Feature: Something new
  Scenario: A step of tomorrow
    Given the resource "/application-profiles/v0.5"
    And the operator is in a good mood
    When the request "createApplicationProfile" is sent
    Then the response code is 201
    And the response body complies with the OAS schema at "/components/schemas/Mood"
`

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return folder
}

it('scenarios of several files run as cases of one suite, outlines and events included', async () => {
  const suite = await featureSuite(folderWith({ 'insights.feature': INSIGHTS, 'below/told.feature': SUBSCRIPTIONS }))
  expect(suite.cases.map(({ id }) => id)).toEqual([
    'told_at_once',
    'insights.feature:asked_for_a_device:16',
    'insights.feature:asked_for_a_device:17',
  ])
  const report = await judgeBench(await welcomeBench(), suite)
  expect(blemishesOf(report)).toEqual([])
  expect(report.verdict).toBe('pass')
  expect(readingsOf(report)).toEqual(['C3'])
})

it('a scenario with a step that nobody knows sends nothing, and names each such step by file and line', async () => {
  const bench = await welcomeBench()
  const report = await judgeBench(bench, await featureSuite(folderWith({ 'new.feature': UNKNOWN })))
  expect(report.cases).toMatchObject([{ id: 'new.feature:3', title: 'A step of tomorrow', verdict: 'inconclusive' }])
  const [blemish] = blemishesOf(report)
  expect(blemish).toContain('new.feature:5 "the operator is in a good mood"')
  expect(blemish).toContain('new.feature:8 "the response body complies')
  expect((await bench.control.listExchanges({ query: {} })).items).toEqual([])
})

it('files that are no Gherkin are refused, every place of them told', async () => {
  const folder = folderWith({
    'a.feature': 'Feature: a\n  Scenario: b\n    Given c\n  nonsense\n',
    'c.feature': 'nothing\n',
  })
  await expect(featureSuite(folder)).rejects.toThrow(/a\.feature:4:.*\n?.*c\.feature:1:1/s)
})

it('a folder without feature files is refused', async () => {
  await expect(featureSuite(temporaryFolder())).rejects.toThrow(/holds no \.feature file/)
  await expect(featureSuite('/no/such/folder')).rejects.toThrow(/--features: .* cannot be read/)
})
