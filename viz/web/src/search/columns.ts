import type { Hit } from '@/api/types'

/** Columns of the table of hits, in their order; the name always stands first. */
export const COLUMNS = [
  'kind',
  'matched',
  'position',
  'place',
  'office',
  'degree',
  'verified_at',
] as const
export type Column = (typeof COLUMNS)[number]
export const SHOWN_AT_FIRST: readonly Column[] = ['kind', 'matched', 'position', 'degree']

/** What stands in a plain cell; empty when nothing is known. */
export function cellOf(hit: Hit, column: Column): string {
  if (column === 'degree') return String(hit.degree)
  if (column === 'place') return (hit.apart?.places ?? []).join('、')
  const value = hit.properties[column]
  return typeof value === 'string' ? value : ''
}
