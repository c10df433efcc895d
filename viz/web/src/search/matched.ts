export interface Part {
  text: string
  hit: boolean
}

/** A text cut at the first place where the query stands in it, to bring that part out. */
export function partsOf(text: string, query: string): Part[] {
  const sought = query.trim()
  const start = sought ? text.toLowerCase().indexOf(sought.toLowerCase()) : -1
  if (start < 0) return [{ text, hit: false }]
  const end = start + sought.length
  return [
    { text: text.slice(0, start), hit: false },
    { text: text.slice(start, end), hit: true },
    { text: text.slice(end), hit: false },
  ].filter((part) => part.text)
}

/** Names that more than one hit carries: different entities that need telling apart. */
export function repeatedNames(hits: { name: string }[]): Set<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { name } of hits) (seen.has(name) ? repeated : seen).add(name)
  return repeated
}

/** The line that tells an entity apart from its namesakes: its position, else its summary. */
export function tellingLine({ properties }: { properties: Record<string, unknown> }): string {
  const lines = [properties.position, properties.summary, properties.wording]
  return lines.find((line): line is string => typeof line === 'string' && line !== '') ?? ''
}
