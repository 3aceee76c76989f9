/** What a new scenario begins with: one cell with one device, so that there is something to degrade. */
export function newScenarioText(name: string): string {
  return `# A scenario of Callbox: a network, its users, and what happens to them.
callbox: 1
name: ${name}
title: A new scenario
tags: []

cells:
  - id: cell-1
    name: Cell 1
    baseline:
      delayMs: 30
      jitterMs: 8
      lossRatio: 0.0005
      downRateKbps: 20000
      upRateKbps: 5000
      signalStrength: good
      connectivityType: 4G

devices:
  - id: device-1
    name: Device 1
    cell: cell-1
    phoneNumber: '+447700900001'
`
}

/** The same scenario under another name: only the line with the name differs. */
export function renamedText(text: string, name: string): string {
  return text.replace(/^name:.*$/m, `name: ${name}`)
}
