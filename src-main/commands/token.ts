// `callbox token`: prints an access token of the local issuer and nothing else, for use in scripts.
import { Command, InvalidArgumentError, Option } from 'commander'
import { ControlClientError, createControlClient } from '#shared/control/client'
import {
  LONGEST_TOKEN_LIFE_SECONDS,
  TOKEN_DEFECTS,
  type TokenDefect,
  type TokenRequest,
} from '#shared/control/operations/tokenOperations'
import { BenchError } from '#shared/errors/benchError'
import { withOfflineIssuer } from '../bench/dataFolder/offlineIssuer'
import type { Host } from './host'

interface TokenFlags {
  data?: string
  controlUrl?: string
  controlToken?: string
  client?: string
  scope: string[]
  phone?: string
  expiresIn?: number
  expired?: true
  defect?: TokenDefect
}

function seconds(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= LONGEST_TOKEN_LIFE_SECONDS) return value
  throw new InvalidArgumentError(`It must be a number of seconds above 0, at most ${LONGEST_TOKEN_LIFE_SECONDS}.`)
}

function phoneNumber(text: string): string {
  if (!/^\+[1-9][0-9]{4,14}$/.test(text)) throw new InvalidArgumentError('It must be an E.164 number with a leading +.')
  return text
}

/** @throws BenchError `invalidArgument` */
function defectOf({ expired, defect }: TokenFlags): TokenDefect | undefined {
  if (!expired) return defect
  if (defect === undefined || defect === 'expired') return 'expired'
  throw new BenchError('invalidArgument', 'A token has one defect: leave out --expired, or --defect.', {
    field: '--defect',
  })
}

function requestOf(flags: TokenFlags): TokenRequest {
  const { client, scope, phone, expiresIn } = flags
  const defect = defectOf(flags)
  return {
    scopes: scope,
    ...(client !== undefined && { clientId: client }),
    ...(phone !== undefined && { phoneNumber: phone }),
    ...(expiresIn !== undefined && { expiresInSeconds: expiresIn }),
    ...(defect && { defect }),
  }
}

function httpUrl(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('It must be an http URL.')
  return text.replace(/\/+$/, '')
}

/** `fetch` says why nobody answered only in the cause of what it throws. */
function reasonOf(error: unknown): string {
  if (error instanceof ControlClientError) return error.message
  const reason = error instanceof Error ? (error.cause ?? error) : error
  return `it does not answer (${reason instanceof Error ? reason.message : String(reason)}).`
}

/** @throws BenchError `unavailable` when the bench refuses, or none answers */
async function askBench(baseUrl: string, token: string, request: TokenRequest): Promise<string> {
  try {
    const { accessToken } = await createControlClient({ baseUrl, fetch, token }).mintToken({ body: request })
    return accessToken
  } catch (cause) {
    throw new BenchError('unavailable', `The bench at ${baseUrl} gave no token: ${reasonOf(cause)}`, { cause })
  }
}

async function mint(flags: TokenFlags, host: Host): Promise<string> {
  const { data, controlUrl, controlToken } = flags
  const request = requestOf(flags)
  if (data !== undefined && controlUrl === undefined) {
    const onProblem = (message: string) => host.printError(message)
    return (await withOfflineIssuer(data, onProblem, (issuer) => issuer.mint(request))).accessToken
  }
  if (data === undefined && controlUrl !== undefined && controlToken !== undefined) {
    return askBench(controlUrl, controlToken, request)
  }
  throw new BenchError('invalidArgument', 'Give --data, or --control-url with --control-token, and not both.', {
    field: '--data',
  })
}

export function tokenCommand(host: Host): Command {
  return new Command('token')
    .description('print an access token of the local issuer')
    .option('--data <folder>', 'data folder whose key signs the token')
    .option('--control-url <url>', 'ask a running bench instead', httpUrl)
    .option('--control-token <token>', 'control token of that bench')
    .option('--client <id>', 'client id')
    .option(
      '--scope <scope>',
      'may be repeated; none means all',
      (scope: string, before: string[]) => [...before, scope],
      [] as string[],
    )
    .option('--phone <number>', 'bind it to a phone number (three-legged)', phoneNumber)
    .option('--expires-in <seconds>', 'life from now, on the bench clock', seconds)
    .option('--expired', 'a token that has expired already; the same as --defect expired')
    .addOption(new Option('--defect <defect>', 'a token that is to be refused').choices(TOKEN_DEFECTS))
    .action(async (flags: TokenFlags) => host.print(await mint(flags, host)))
}
