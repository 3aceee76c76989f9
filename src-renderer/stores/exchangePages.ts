import type { OPERATIONS } from '#shared/control/contract'
import type { OutputOf } from '#shared/control/operation'

type ExchangePage = OutputOf<(typeof OPERATIONS)['listExchanges']>

/** Small enough that reading a page leaves the window responsive. */
const PAGE_SIZE = 1000

/** The whole journal, page by page; the last page's `nextSeq` holds for all, as nothing after it was told. */
export async function loadInPages(
  list: (query: { after: number; limit: number }) => Promise<ExchangePage>,
): Promise<ExchangePage> {
  const items: ExchangePage['items'] = []
  for (;;) {
    const page = await list({ after: items.at(-1)?.number ?? 0, limit: PAGE_SIZE })
    items.push(...page.items)
    if (page.items.length < PAGE_SIZE) return { items, nextSeq: page.nextSeq }
  }
}
