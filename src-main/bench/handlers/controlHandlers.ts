// The operations of the control API, each handed to the room that knows; nothing is decided here.
import type { ControlHandlers } from '#shared/control/contract'
import { benchHandlers } from './benchHandlers'
import { conformanceHandlers } from './conformanceHandlers'
import { faultHandlers } from './faultHandlers'
import type { HandlerPorts, HandlerTools } from './handlerPorts'
import { networkHandlers } from './networkHandlers'
import { notificationHandlers } from './notificationHandlers'
import { scenarioFileHandlers } from './scenarioFileHandlers'
import { scenarioHandlers } from './scenarioHandlers'
import { tokenHandlers } from './tokenHandlers'
import { trafficHandlers } from './trafficHandlers'
import { usageHandlers } from './usageHandlers'
import { recordedHandlers } from '../recording/recordedHandlers'
import { clockToSave } from '../clocks/savedClock'

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
