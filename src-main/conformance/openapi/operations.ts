// The operations that the files of a folder describe, and which of them a request is.
import { isStructure } from '../place'
import { membersOf, type Described, type Descriptions } from './descriptions'
import { isDescription } from './readDescriptions'

export interface Operation {
  /** `get` */
  readonly method: string
  /** What stands between the root of the server and the template: `/connectivity-insights/v0.6`. */
  readonly base: string
  /** `/subscriptions/{subscriptionId}` */
  readonly template: string
  readonly place: Described
}

export interface Operations {
  /** @param path below the root of the server, without its query */
  find(method: string, path: string): Operation | undefined
  /** Of another base, which is another API or version. */
  findElsewhere(method: string, path: string): Operation | undefined
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** The path of an address whose variables have their defaults: `{apiRoot}/quality/v1` gives `/quality/v1`. */
function pathOf({ url, variables }: Record<string, unknown>): string {
  const defaults = isStructure(variables) ? variables : {}
  const filled = String(url).replace(/\{([^}]+)\}/g, (_, name: string) => {
    const variable = defaults[name]
    return isStructure(variable) ? String(variable.default) : ''
  })
  return filled.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '')
}

function basesOf(root: Record<string, unknown>): string[] {
  if (root.swagger === '2.0') return [typeof root.basePath === 'string' ? root.basePath.replace(/\/+$/, '') : '']
  const servers = Array.isArray(root.servers) ? root.servers.filter(isStructure) : []
  return servers.length === 0 ? [''] : [...new Set(servers.map(pathOf))]
}

/** Undefined where its reference leads nowhere: then nothing describes that path. */
function itemMeant(place: Described, { meant }: Descriptions): Described | undefined {
  try {
    return meant(place)
  } catch {
    return undefined
  }
}

function operationsIn(file: string, descriptions: Descriptions): Operation[] {
  const root = descriptions.root(file)
  const paths = descriptions.member(root, 'paths')
  return Object.keys(membersOf(paths)).flatMap((template) => {
    const item = itemMeant(descriptions.member(paths, template), descriptions)
    if (item === undefined) return []
    const methods = METHODS.filter((method) => method in membersOf(item))
    return basesOf(membersOf(root)).flatMap((base) =>
      methods.map((method) => ({ method, base, template, place: descriptions.member(item, method) })),
    )
  })
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function patternOf(template: string): string {
  return template
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith('{') ? '[^/]+' : literal(part)))
    .join('')
}

/** Of parameters alone it would be any path. */
const hasName = (template: string) => /\/[^{/]/.test(template)

const parametersIn = ({ template }: Operation) => template.split('{').length

export function createOperations(descriptions: Descriptions): Operations {
  const described = descriptions.files
    .filter((file) => isDescription(descriptions.root(file).value))
    .flatMap((file) => operationsIn(file, descriptions))
    .sort((one, other) => parametersIn(one) - parametersIn(other)) // what is written out comes before what is a parameter
  const first = (method: string, matches: (operation: Operation) => boolean) =>
    described.find((operation) => operation.method === method.toLowerCase() && matches(operation))
  return {
    find: (method, path) =>
      first(method, ({ base, template }) => new RegExp(`^${literal(base)}${patternOf(template)}$`).test(path)),
    findElsewhere: (method, path) =>
      first(method, ({ template }) => hasName(template) && new RegExp(`${patternOf(template)}$`).test(path)),
  }
}
