import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PET, petApi } from '../../../test/support/petApi'
import { openPublishedFiles, type AnsweredRequest } from './publishedFiles'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callbox-openapi-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
}

async function judge(answered: Partial<AnsweredRequest>) {
  const files = await openPublishedFiles(folder)
  return files.judge({
    method: 'GET',
    path: '/pets/v1/pets/1',
    requestBody: null,
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"name":"Rex"}',
    isObservation: false,
    ...answered,
  })
}

const judgeBody = (body: unknown) => judge({ body: JSON.stringify(body) })

/** `fail $.name` of each result. */
async function verdicts(body: unknown): Promise<string[]> {
  return (await judgeBody(body)).map(({ verdict, path }) => [verdict, path].join(' ').trim())
}

describe('a body that a file describes', () => {
  it('passes by the response of its operation, named by file and pointer', async () => {
    write('pets.json', petApi({ Pet: PET }))
    expect(await judge({})).toEqual([
      {
        id: 'openapi',
        clause: 'pets.json#/paths/~1pets~1{petId}/get/responses/200',
        verdict: 'pass',
        message: 'body of the response is as described',
        notes: [],
      },
    ])
  })

  it('fails with every mismatch: path, expected, actual', async () => {
    write('pets.json', petApi({ Pet: { type: 'array', items: { ...PET, additionalProperties: false } } }))
    const results = await judgeBody([{ name: 7 }, { born: '1/2/26' }, { name: 'Rex', 'of me': true }])
    expect(results).toMatchObject([
      { verdict: 'fail', path: '$[0].name', expected: 'type string', actual: 7 },
      { verdict: 'fail', path: '$[1].name', expected: 'a value' },
      { verdict: 'fail', path: '$[1].born', expected: 'format date', actual: '1/2/26' },
      { verdict: 'fail', path: '$[2]["of me"]', expected: 'nothing: it is not described', actual: true },
    ])
    expect(new Set(results.map(({ clause }) => clause)).size).toBe(1)
  })

  it('fails where it is empty or no JSON', async () => {
    write('pets.json', petApi({ Pet: PET }))
    expect(await judge({ body: '' })).toMatchObject([{ verdict: 'fail', message: 'body of the response is empty' }])
    expect((await judge({ body: "{'" }))[0]?.message).toContain('is not JSON')
  })

  it('is judged by the response of its hundred, found by a reference', async () => {
    write('pets.json', petApi({ Pet: PET }))
    expect(await judge({ status: 404, body: '{"code":"NOPE"}' })).toMatchObject([
      { verdict: 'fail', clause: 'pets.json#/components/responses/Refused', path: '$.code', expected: ['NO'] },
    ])
  })

  it('belongs to the path that is written out before one with a parameter', async () => {
    write('pets.json', petApi({ Pet: PET }))
    expect((await judge({ path: '/pets/v1/pets/mine' }))[0]).toMatchObject({ verdict: 'fail', expected: 'type string' })
  })

  it('is only seen where nothing is demanded of the request', async () => {
    write('pets.json', petApi({ Pet: PET }))
    expect(await judge({ body: '[]', isObservation: true })).toMatchObject([{ verdict: 'observation', path: '$' }])
  })

  it('of a request is seen where the target accepts it, and left alone where it refuses', async () => {
    write('pets.json', petApi({ Pet: PET }))
    const sent = { method: 'POST', path: '/pets/v1/pets', requestBody: '{}' }
    expect(await judge({ ...sent, status: 204, body: '' })).toMatchObject([
      { id: 'openapi', verdict: 'pass' },
      { id: 'openapi.request', verdict: 'observation', path: '$.name' },
    ])
    expect(await judge({ ...sent, status: 400 })).toMatchObject([{ id: 'openapi', verdict: 'observation' }])
  })
})

describe('schemas of OpenAPI', () => {
  it.each([{ name: null }, { name: 'Rex' }])('nullable allows null beside the type: %j', async (body) => {
    write(
      'pets.json',
      petApi({ Pet: { ...PET, properties: { name: { type: 'string', enum: ['Rex'], nullable: true } } } }),
    )
    expect(await verdicts(body)).toEqual(['pass'])
  })

  it('exclusive bounds are booleans in 3.0', async () => {
    write('pets.json', petApi({ Pet: { type: 'number', minimum: 0, exclusiveMinimum: true } }))
    expect(await verdicts(0)).toEqual(['fail $'])
    expect(await verdicts(1)).toEqual(['pass'])
  })

  it('what is only written is not demanded of a response', async () => {
    const secret = { type: 'string', writeOnly: true }
    write(
      'pets.json',
      petApi({ Pet: { ...PET, required: ['name', 'chip'], properties: { ...PET.properties, chip: secret } } }),
    )
    expect(await verdicts({ name: 'Rex' })).toEqual(['pass'])
  })

  it('references lead into other files, by their path or by their name alone', async () => {
    write(
      'api/pets.json',
      petApi({ Pet: { allOf: [{ $ref: '../common/base.yaml#/parts/Named' }, { $ref: 'moved/age.yaml#/Age' }] } }),
    )
    write('common/base.yaml', 'parts:\n  Named:\n    type: object\n    required: [name]\n')
    write('elsewhere/age.yaml', 'Age:\n  type: object\n  required: [age]\n')
    expect(await verdicts({})).toEqual(['fail $.name', 'fail $.age'])
    expect(await verdicts({ name: 'Rex', age: 3 })).toEqual(['pass'])
  })

  it('a reference that leads nowhere leaves the body unjudged, and is named', async () => {
    write('pets.json', petApi({ Pet: { $ref: 'gone.yaml#/Pet' } }))
    expect(await judge({})).toMatchObject([
      { verdict: 'observation', message: expect.stringContaining('gone.yaml#/Pet') as string },
    ])
  })

  it('a response that leads nowhere is named, and a path that does is described by nobody', async () => {
    const paths = {
      '/pets/{petId}': { get: { responses: { '200': { $ref: '#/components/responses/Gone' } } } },
      '/cats/{catId}': { $ref: 'gone.yaml' },
    }
    write('pets.json', petApi({ Pet: PET }, { paths }))
    const [named] = await judge({})
    expect(named).toMatchObject({ verdict: 'observation', clause: 'pets.json#/paths/~1pets~1{petId}/get' })
    expect(named?.message).toContain('#/components/responses/Gone')
    expect(await judge({ path: '/pets/v1/cats/1' })).toMatchObject([
      { message: 'no file describes GET /pets/v1/cats/1' },
    ])
  })

  it('a server may have variables in the place of its host and port', async () => {
    write('pets.json', petApi({ Pet: PET }, { servers: [{ url: 'https://{host}:{port}/pets/v1/' }] }))
    expect(await verdicts({ name: 'Rex' })).toEqual(['pass'])
  })

  it('a schema may lead back to itself', async () => {
    write(
      'pets.json',
      petApi({ Pet: { ...PET, properties: { ...PET.properties, child: { $ref: '#/components/schemas/Pet' } } } }),
    )
    expect(await verdicts({ name: 'Rex', child: { name: 'Ada', child: {} } })).toEqual(['fail $.child.child.name'])
  })

  describe('a discriminator', () => {
    const dog = {
      type: 'object',
      required: ['barks'],
      properties: { kind: { type: 'string' }, barks: { type: 'boolean' } },
    }
    const cat = { type: 'object', required: ['purrs'], properties: { kind: { type: 'string' } } }
    const alternatives = { oneOf: [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }] }
    const mapping = { dog: '#/components/schemas/Dog', cat: 'Cat' }

    it('chooses among alternatives, so that only those of one are told', async () => {
      write(
        'pets.json',
        petApi({ Pet: { ...alternatives, discriminator: { propertyName: 'kind', mapping } }, Dog: dog, Cat: cat }),
      )
      expect(await verdicts({ kind: 'dog', barks: 1 })).toEqual(['fail $.barks'])
      expect(await verdicts({ kind: 'cat', purrs: true })).toEqual(['pass'])
      expect(await judgeBody({ kind: 'cow' })).toMatchObject([
        { verdict: 'fail', path: '$.kind', expected: ['dog', 'cat'] },
      ])
      expect(await verdicts({})).toEqual(['fail $.kind'])
    })

    it('leaves aside what its mapping names and the file lacks', async () => {
      const discriminator = { propertyName: 'kind', mapping: { dog: '#/components/schemas/Gone' } }
      write('pets.json', petApi({ Pet: { ...PET, discriminator } }))
      expect(await verdicts({ kind: 'dog', name: 'Rex' })).toEqual(['pass'])
      expect(await verdicts({ kind: 'dog' })).toEqual(['fail $.name'])
    })

    it('without a mapping goes by the names of the schemas', async () => {
      write(
        'pets.json',
        petApi({ Pet: { ...alternatives, discriminator: { propertyName: 'kind' } }, Dog: dog, Cat: cat }),
      )
      expect(await verdicts({ kind: 'Dog' })).toEqual(['fail $.barks'])
    })

    it('finds the schemas that extend its own', async () => {
      const extending = (one: unknown) => ({ allOf: [{ $ref: '#/components/schemas/Pet' }, one] })
      const base = { ...PET, discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Dog' } } }
      write('pets.json', petApi({ Pet: base, Dog: extending(dog), Cat: extending(cat) }))
      expect(await verdicts({ kind: 'dog' })).toEqual(['fail $.name', 'fail $.barks'])
      expect(await verdicts({ kind: 'Cat', name: 'Tom' })).toEqual(['fail $.purrs'])
      expect(await verdicts({ kind: 'cow', name: 'Ada' })).toEqual(['pass'])
    })
  })

  it('Swagger 2 has its base path, its definitions and its body parameter', async () => {
    const schema = { $ref: '#/definitions/Pet' }
    write('pets.json', {
      swagger: '2.0',
      basePath: '/pets/v1/',
      paths: { '/pets': { post: { parameters: [{ in: 'body', schema }], responses: { 201: { schema } } } } },
      definitions: { Pet: PET },
    })
    const sent = { method: 'POST', path: '/pets/v1/pets', requestBody: '{"name":1}', status: 201, body: '{"name":2}' }
    expect(await judge(sent)).toMatchObject([
      { id: 'openapi', verdict: 'fail', path: '$.name', actual: 2 },
      { id: 'openapi.request', verdict: 'observation', path: '$.name', actual: 1 },
    ])
  })
})

describe('what no file describes', () => {
  it('is an observation: no such path, or no such response', async () => {
    write('pets.json', petApi({ Pet: PET }))
    expect(await judge({ path: '/cars/v1/cars' })).toMatchObject([
      { verdict: 'observation', message: 'no file describes GET /cars/v1/cars' },
    ])
    expect(await judge({ status: 503 })).toMatchObject([
      { verdict: 'observation', message: 'no response 503 is described there' },
    ])
  })

  it('and is described for another version, is not judged by that, and a note says so', async () => {
    write('pets.json', petApi({ Pet: PET }))
    const [result] = await judge({ path: '/pets/v3/pets/1', body: '[]' })
    expect(result).toMatchObject({ verdict: 'observation', notes: [{ reading: 'U24' }] })
    expect(result?.message).toBe(
      'pets.json describes /pets/{petId} below /pets/v1, which is another API or version: not judged',
    )
  })
})

describe('a folder', () => {
  it.each<[string, () => void, string]>([
    ['that is not there', () => rmSync(folder, { recursive: true }), 'cannot be read'],
    ['without such files', () => write('a.txt', ''), 'no .yaml, .yml or .json file'],
    ['whose files are something else', () => write('a.yaml', 'name: x'), 'a.yaml is no OpenAPI 3 or Swagger 2 file'],
    ['whose files cannot be parsed', () => write('a.json', '{'), 'a.json cannot be read'],
  ])('%s is refused as wrong usage', async (_, prepare, words) => {
    prepare()
    await expect(openPublishedFiles(folder)).rejects.toMatchObject({
      code: 'invalidArgument',
      field: '--openapi',
      message: expect.stringContaining(words) as string,
    })
  })

  it('may hold files that cannot be parsed beside one that describes an API', async () => {
    write('broken.yaml', 'a: [')
    write('deep/in/pets.yml', JSON.stringify(petApi({ Pet: PET })))
    expect(await verdicts({ name: 'Rex' })).toEqual(['pass'])
  })
})
