// A reply may be compressed although nobody asked for it: without Accept-Encoding any coding will do (RFC 9110, 12.5.3).
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib'

interface DecodedBody {
  readonly bytes: Buffer
  /** Why they are not what was meant, in words. */
  readonly problem?: string
}

type Decoder = (bytes: Buffer, maxOutputLength: number) => Buffer

/** What came of a body that breaks off is decoded as far as it goes. */
const AS_FAR_AS_IT_GOES = { finishFlush: constants.Z_SYNC_FLUSH }

const DECODERS: Readonly<Record<string, Decoder>> = {
  identity: (bytes) => bytes,
  gzip: (bytes, maxOutputLength) => gunzipSync(bytes, { ...AS_FAR_AS_IT_GOES, maxOutputLength }),
  deflate: (bytes, maxOutputLength) => inflateSync(bytes, { ...AS_FAR_AS_IT_GOES, maxOutputLength }),
  br: (bytes, maxOutputLength) =>
    brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength }),
}

/** @param contentEncoding the codings in the order in which they were applied */
export function decodeBody(bytes: Buffer, contentEncoding: string, maxBytes: number): DecodedBody {
  const codings = contentEncoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase().replace(/^x-/, ''))
    .filter((coding) => coding !== '')
  const unknown = codings.find((coding) => !Object.hasOwn(DECODERS, coding))
  if (unknown !== undefined) return { bytes, problem: `the body is coded as ${unknown}, which is not known here` }
  if (bytes.length === 0) return { bytes }
  try {
    return { bytes: codings.reduceRight((coded, coding) => DECODERS[coding]?.(coded, maxBytes) ?? coded, bytes) }
  } catch (error) {
    return { bytes, problem: `the body is not ${contentEncoding} as declared: ${(error as Error).message}` }
  }
}
