import type { Entity, Neighbour, Schema } from '@/api/types'

/** A dated fact: of the entity itself, or the beginning or end of one of its relationships. */
export interface Moment {
  date: string
  what: 'own' | 'began' | 'ended'
  /** The property's name for the entity's own dates, else the relationship's type. */
  name: string
  neighbour: Neighbour | null
}

/** The entity's own dates and those of the relationships given, newest first. */
export function momentsOf(entity: Entity, neighbours: Neighbour[], schema: Schema): Moment[] {
  const own = entity.labels
    .flatMap((label) => Object.entries(schema.labels[label]?.properties ?? {}))
    .filter(([, { kind: valueType }]) => valueType === 'date')
    .flatMap(([name]) => moment(entity.properties[name], 'own', name, null))
  const dated = neighbours.flatMap((neighbour) => {
    const { type, properties } = neighbour.relationship
    return [
      ...moment(properties.since, 'began', type, neighbour),
      ...moment(properties.until, 'ended', type, neighbour),
    ]
  })
  return [...own, ...dated].sort((one, other) => compare(other.date, one.date))
}

/** Moments under their years, in the order given. */
export function byYear(moments: Moment[]): [string, Moment[]][] {
  const years = new Map<string, Moment[]>()
  for (const each of moments) {
    const year = each.date.slice(0, 4)
    years.set(year, [...(years.get(year) ?? []), each])
  }
  return [...years]
}

function moment(
  date: unknown,
  what: Moment['what'],
  name: string,
  neighbour: Neighbour | null,
): Moment[] {
  return typeof date === 'string' ? [{ date, what, name, neighbour }] : []
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
