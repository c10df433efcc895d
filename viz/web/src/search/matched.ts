import type { Apart, Hit } from '@/api/types'

export interface Part {
  text: string
  hit: boolean
}

/** Where a match stands in its text: first code point, and the one after its last. */
export type Span = number[]

/** A text cut round a span, to bring that part out. */
export function partsOf(text: string, span: Span | null): Part[] {
  if (!span) return [{ text, hit: false }]
  const points = [...text]
  const [start, end] = span
  return [
    { text: points.slice(0, start).join(''), hit: false },
    { text: points.slice(start, end).join(''), hit: true },
    { text: points.slice(end).join(''), hit: false },
  ].filter((part) => part.text)
}

/** Where the match stands, when it is in this field. */
export function spanIn(match: Hit['matched_on'], field: Hit['matched_on']['field']): Span | null {
  return match.field === field ? (match.span) : null
}

/** What tells namesakes apart, in one line. */
export function apartLine(apart: Apart | null | undefined): string {
  if (!apart) return ''
  const { places, offices, fields, schools, years } = apart
  return [...places, ...offices, ...fields, ...schools, ...years].join(' · ')
}

/** The line that tells an entity apart from its namesakes: its position, else its summary. */
export function tellingLine({ properties }: { properties: Record<string, unknown> }): string {
  const lines = [properties.position, properties.summary, properties.wording]
  return lines.find((line): line is string => typeof line === 'string' && line !== '') ?? ''
}
