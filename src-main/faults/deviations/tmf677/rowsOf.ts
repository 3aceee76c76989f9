import type { Behaviour } from '../../behaviour'
import type { Deviation } from '../deviation'

type Row = (name: string, breaks: string, title: string, behaviour: Behaviour) => Deviation

/** Rows of the catalogue that break things of one kind. */
export function rowsOf(group: string): Row {
  return (name, breaks, title, behaviour) => ({
    name: `tmf677-${name}`,
    title,
    api: 'usageManagement',
    group,
    breaks,
    behaviour,
  })
}
