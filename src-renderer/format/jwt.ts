/** The two readable parts of a JSON Web Token, indented; undefined when it is none. Nothing is verified. */
export function decodedJwt(token: string): { header: unknown; claims: unknown } | undefined {
  const [header, claims] = token.split('.')
  if (header === undefined || claims === undefined) return undefined
  try {
    return { header: partOf(header), claims: partOf(claims) }
  } catch {
    return undefined
  }
}

function partOf(base64url: string): unknown {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes))
}
