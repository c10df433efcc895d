/** Addresses of the files that the server makes. */

/** The address of a file with exactly these entities and what is between them. */
export function networkFile(format: string, ids: string[]): string {
  return `/api/exports/${format}?${listOf(ids)}&depth=0`
}

/** The address of the same as a page that opens by itself; `masked`: without people's names. */
export function offlinePage(ids: string[], masked: boolean): string {
  return `/api/network.html?${listOf(ids)}&depth=0&limit=${ids.length}${masked ? '&masked=true' : ''}`
}

function listOf(ids: string[]): URLSearchParams {
  return new URLSearchParams(ids.map((id) => ['ids', id]))
}

/** The address of everything that a search finds, as a list that Excel opens. */
export function searchFile(query: string): string {
  return `/api/exports/search.csv?${new URLSearchParams({ q: query })}`
}
