import type { Bench } from '../bench/benchOptions'

/** The first line of `serve --json` (outside contract). */
function readyLine({ serverRoot, uiUrl, controlUrl, controlToken, inboxUrl, caFile }: Bench): string {
  return JSON.stringify({
    kind: 'ready',
    serverRoot,
    uiUrl,
    controlUrl,
    controlToken,
    inboxUrl,
    ...(caFile && { caFile }),
  })
}

function readyText({ serverRoot, uiUrl, controlUrl, controlToken, inboxUrl, caFile }: Bench): string {
  return [
    'Callbox is ready.',
    `  Window          ${uiUrl}`,
    `  Simulated APIs  ${serverRoot}`,
    `  Control API     ${controlUrl}/control/v1`,
    `  Control token   ${controlToken}`,
    `  Inbox           ${inboxUrl}`,
    ...(caFile ? [`  CA file         ${caFile}`] : []),
    'Stop it with Ctrl-C.',
  ].join('\n')
}

/** What a host prints when the bench is up: every address, for a person or as one JSON object. */
export function readyMessage(bench: Bench, json: boolean): string {
  return json ? readyLine(bench) : readyText(bench)
}
