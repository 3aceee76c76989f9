interface Place {
  readonly page: number
  readonly perPage: number
  readonly totalPages: number
}

/**
 * The header `Link` of a page (RFC 8288): the pages that exist from here, so that a client beyond the end finds back.
 * Empty when there is no page at all.
 * @param url absolute, without a query
 */
export function pageLinks(url: string, { page, perPage, totalPages }: Place): string {
  const isThere = (one: number) => one >= 1 && one <= totalPages
  const places: [string, number][] = [
    ['first', 1],
    ['prev', Math.min(page - 1, totalPages)],
    ['next', page + 1],
    ['last', totalPages],
  ]
  return places
    .filter(([, one]) => isThere(one))
    .map(([rel, one]) => `<${url}?page=${one}&perPage=${perPage}>; rel="${rel}"`)
    .join(', ')
}
