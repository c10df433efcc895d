import type { Candidates, ListedName, Reached } from '@/api/types'

export const MOST = 1000 // The API's own limit.

/** A person of the list, who they most likely are, and how they are reached. */
export interface Row {
  listed: ListedName
  best: Candidates['candidates'][number] | null
  others: number
  near: Reached | null
}

/** The lines of a pasted list: a name, then country, school and organisation as far as given. */
export function listedOf(text: string): ListedName[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter(([name]) => name)
    .map(([name = '', country, school, office]) => ({
      name,
      country: country || null,
      school: school || null,
      office: office || null,
    }))
}

/** The same names as lines that could have been pasted. */
export function linesOf(names: ListedName[]): string {
  return names
    .map(({ name, country, school, office }) =>
      [name, country, school, office].map((cell) => (cell ?? '').replace(/\s+/g, ' ')).join('\t').trimEnd(),
    )
    .join('\n')
}

/** The list with its candidates, those who are reached best first, then those on record. */
export function rowsOf(matches: Candidates[], reached: ReadonlyMap<string, Reached>): Row[] {
  const rows = matches.map(({ asked, candidates, total }) => {
    const [best = null] = candidates
    return {
      listed: asked,
      best,
      others: Math.max(0, total - 1),
      near: best ? (reached.get(best.node.id) ?? null) : null,
    }
  })
  return rows.sort((one, other) => rank(other) - rank(one))
}

function rank({ best, near }: Row): number {
  if (near) return 1 + near.score
  return best ? 0 : -1
}
