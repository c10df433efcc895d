import type { Source } from '@/api/types'

/** The places in one document, in the order given; a source without a document has a null one. */
export interface DocumentSources {
  document: string | null
  places: Source[]
}

/** Sources gathered by document, so that its name stands once. */
export function byDocument(sources: Source[]): DocumentSources[] {
  const groups = new Map<string | null, Source[]>()
  for (const source of sources) {
    const document = source.document ?? null
    groups.set(document, [...(groups.get(document) ?? []), source])
  }
  return [...groups].map(([document, places]) => ({ document, places }))
}
