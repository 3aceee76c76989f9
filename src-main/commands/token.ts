// `callbox token`: prints an access token of the local issuer and nothing else, for use in scripts.
import { Command, InvalidArgumentError } from 'commander'
import { createControlClient } from '#shared/control/client'
import type { TokenRequest } from '#shared/control/contract'
import { BenchError } from '#shared/errors/benchError'
import { withOfflineIssuer } from '../bench/offlineIssuer'
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
}

function seconds(text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number of seconds above 0.')
  return value
}

function phoneNumber(text: string): string {
  if (!/^\+[1-9][0-9]{4,14}$/.test(text)) throw new InvalidArgumentError('It must be an E.164 number with a leading +.')
  return text
}

function requestOf({ client, scope, phone, expiresIn, expired }: TokenFlags): TokenRequest {
  return {
    scopes: scope,
    ...(client !== undefined && { clientId: client }),
    ...(phone !== undefined && { phoneNumber: phone }),
    ...(expiresIn !== undefined && { expiresInSeconds: expiresIn }),
    ...(expired && { defect: 'expired' as const }),
  }
}

async function mint(flags: TokenFlags): Promise<string> {
  const { data, controlUrl, controlToken } = flags
  const request = requestOf(flags)
  if (data !== undefined && controlUrl === undefined) {
    return (await withOfflineIssuer(data, (issuer) => issuer.mint(request))).accessToken
  }
  if (data === undefined && controlUrl !== undefined && controlToken !== undefined) {
    const client = createControlClient({ baseUrl: controlUrl, fetch, token: controlToken })
    return (await client.mintToken({ body: request })).accessToken
  }
  throw new BenchError('invalidArgument', 'Give --data, or --control-url with --control-token, and not both.', {
    field: '--data',
  })
}

export function tokenCommand(host: Host): Command {
  return new Command('token')
    .description('print an access token of the local issuer')
    .option('--data <folder>', 'data folder whose key signs the token')
    .option('--control-url <url>', 'ask a running bench instead')
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
    .option('--expired', 'a token that has expired already')
    .action(async (flags: TokenFlags) => host.print(await mint(flags)))
}
