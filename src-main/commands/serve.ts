// `callbox serve`: runs the bench until it is told to stop.
import type { Command } from 'commander'
import { startBench } from '../bench/startBench'
import { ExitWith } from './exitWith'
import type { Host } from './host'
import { readyMessage } from './readyMessage'
import { benchOptions, commandWithServeFlags, type ServeFlags } from './serveFlags'

export function serveCommand(host: Host): Command {
  return commandWithServeFlags('serve').action(async (flags: ServeFlags) => {
    const stopRequested = host.stopRequested()
    const bench = await startBench(benchOptions(flags, host))
    host.print(readyMessage(bench, flags.json ?? false))
    const isAsked = await Promise.race([stopRequested.then(() => true), bench.ended.then(() => false)])
    await bench.stop()
    if (!isAsked) throw new ExitWith(1)
  })
}
