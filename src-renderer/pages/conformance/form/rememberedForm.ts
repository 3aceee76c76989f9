// The form of a run from one opening of the window to the next. Secrets are not kept: of a header only its name is.
import { z } from 'zod'
import { headerLines, headersOf } from './headerLines'
import { emptyRunForm, type RunForm } from './runForm'

const KEY = 'callbox-next-run'
const zText = z.string().catch('')
const zFlag = z.boolean().catch(false)
const EMPTY = emptyRunForm()

const zHook = z.object({
  isOn: zFlag,
  method: z.enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE']).catch(EMPTY.hook.method),
  url: z.string().catch(EMPTY.hook.url),
  headers: zText,
  body: z.string().catch(EMPTY.hook.body),
  acceptStatus: zText,
})

/** What an older or a newer window has kept is taken as far as it is understood. */
const zRemembered = z.object({
  suite: zText,
  isForeign: zFlag,
  serverRoot: zText,
  signIn: z.enum(['none', 'token', 'credentials']).catch('none'),
  tokenUrl: zText,
  clientId: zText,
  scope: zText,
  authentication: z.enum(['basic', 'form']).catch('basic'),
  headers: zText,
  trust: z.enum(['authorities', 'own', 'any']).catch('authorities'),
  ca: zText,
  clientCertificate: zText,
  proxy: zText,
  hook: zHook.catch(EMPTY.hook),
  strict: zFlag,
  allowWrites: zFlag,
  stopOnFailure: zFlag,
  timeoutSeconds: z.number().positive().optional().catch(undefined),
  ranBy: zText,
})

const withoutValues = (lines: string) =>
  headerLines(Object.fromEntries(Object.keys(headersOf(lines)).map((name) => [name, ''])))

/** `http://user:password@host` without who signs in there. */
const withoutUser = (proxy: string) => proxy.replace(/^(\w+:\/\/)[^/?#]*@/, '$1')

/** As text, to be kept. */
export function rememberable(form: RunForm): string {
  const { headers, proxy, hook } = form
  const kept = zRemembered.parse({
    ...form,
    headers: withoutValues(headers),
    proxy: withoutUser(proxy),
    hook: { ...hook, headers: withoutValues(hook.headers) },
  })
  return JSON.stringify(kept)
}

/** @param text of `rememberable`, or anything else */
export function recalled(text: string | null): RunForm {
  try {
    const { timeoutSeconds, ...kept } = zRemembered.parse(JSON.parse(text ?? '{}'))
    return { ...emptyRunForm(), ...kept, timeoutSeconds }
  } catch {
    return emptyRunForm()
  }
}

/** Where the browser keeps nothing, the form begins empty. */
export function recallForm(): RunForm {
  try {
    return recalled(localStorage.getItem(KEY))
  } catch {
    return emptyRunForm()
  }
}

export function rememberForm(form: RunForm): void {
  try {
    localStorage.setItem(KEY, rememberable(form))
  } catch {
    // Full or forbidden: the form lives as long as the window then.
  }
}
