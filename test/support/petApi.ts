// A small published API for tests of the judge of bodies.
const JSON_OF = (schema: unknown) => ({ 'application/json': { schema } })

/** An API of pets, whose schemas are these. */
export function petApi(schemas: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const pet = { content: JSON_OF({ $ref: '#/components/schemas/Pet' }) }
  return {
    openapi: '3.0.3',
    servers: [{ url: '{apiRoot}/pets/v1', variables: { apiRoot: { default: 'http://localhost:9091' } } }],
    paths: {
      '/pets/{petId}': { get: { responses: { '200': pet, '4XX': { $ref: '#/components/responses/Refused' } } } },
      '/pets/mine': { get: { responses: { '200': { content: JSON_OF({ type: 'string' }) } } } },
      '/pets': { post: { requestBody: pet, responses: { '201': pet, '204': { description: 'nothing' } } } },
    },
    components: {
      schemas,
      responses: {
        Refused: { content: JSON_OF({ type: 'object', required: ['code'], properties: { code: { enum: ['NO'] } } }) },
      },
    },
    ...more,
  }
}

export const PET = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, born: { type: 'string', format: 'date' } },
}
