// The operations of the control API, each handed to the room that knows; nothing is decided here.
import type { ControlHandlers } from '#shared/control/contract'
import { benchHandlers } from './handlers/benchHandlers'
import { conformanceHandlers } from './handlers/conformanceHandlers'
import { faultHandlers } from './handlers/faultHandlers'
import type { HandlerPorts, HandlerTools } from './handlers/handlerPorts'
import { networkHandlers } from './handlers/networkHandlers'
import { notificationHandlers } from './handlers/notificationHandlers'
import { scenarioFileHandlers } from './handlers/scenarioFileHandlers'
import { scenarioHandlers } from './handlers/scenarioHandlers'
import { tokenHandlers } from './handlers/tokenHandlers'
import { trafficHandlers } from './handlers/trafficHandlers'
import { usageHandlers } from './handlers/usageHandlers'
import { recordedHandlers } from './recording/recordedHandlers'
import { clockToSave } from './savedClock'

function toolsOf(ports: HandlerPorts): HandlerTools {
  const { bus, clock, wall, documents } = ports.rooms
  const tools: HandlerTools = {
    ...ports,
    list(items) {
      const seq = ports.nextSeq()
      return { items: [...items()], nextSeq: seq }
    },
    async keepClock() {
      await documents.clock.replace(clockToSave(clock, wall))
      const view = clock.view()
      bus.publish({ kind: 'clock.changed', clock: view })
      return view
    },
    async keepingClock(work) {
      const result = await work
      await tools.keepClock()
      return result
    },
  }
  return tools
}

export function controlHandlers(ports: HandlerPorts): ControlHandlers {
  const tools = toolsOf(ports)
  const handlers: ControlHandlers = {
    ...benchHandlers(tools),
    ...scenarioHandlers(tools),
    ...scenarioFileHandlers(tools),
    ...networkHandlers(tools),
    ...faultHandlers(tools),
    ...usageHandlers(tools),
    ...tokenHandlers(tools),
    ...notificationHandlers(tools),
    ...trafficHandlers(tools),
    ...conformanceHandlers(tools),
  }
  return recordedHandlers(handlers, ports.rooms.recording)
}
