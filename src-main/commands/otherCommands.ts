// The subcommands besides `serve`.
import type { Command } from 'commander'
import { evidenceKey } from '../bench/dataFolder/evidenceKey'
import { randomIds } from '../bench/clocks/ids'
import { systemWallClock } from '../bench/clocks/wallClock'
import { conformanceCommand } from './conformance'
import { evidenceCommand } from './evidence'
import type { Host } from './host'
import { startOwnBench } from './ownBench'
import { scenarioCommand } from './scenario'
import { tokenCommand } from './token'

export function otherCommands(host: Host): Command[] {
  return [
    conformanceCommand({
      host,
      wall: systemWallClock,
      ids: randomIds,
      startOwnBench: (scenario) => startOwnBench(host, scenario),
      evidenceKey,
    }),
    evidenceCommand(host, evidenceKey),
    scenarioCommand(host),
    tokenCommand(host),
  ]
}
