/** Conditions typed with the words of a search: `label:Talent country:"New Zealand" 张`. */

const CONDITION = /(?:^|\s)((?:label|country|office|field|since):(?:"[^"]*"|\S+))/gi

/** Which facet of an answer narrows by which condition. */
export const NARROWED_BY = {
  labels: 'label',
  countries: 'country',
  offices: 'office',
  fields: 'field',
} as const

export function conditionsOf(query: string): string[] {
  return [...query.matchAll(CONDITION)].map(([, condition = '']) => condition)
}

/** The query with a condition more; one of the same sort is replaced. */
export function withCondition(query: string, sort: string, value: string): string {
  const others = conditionsOf(query).filter((known) => known.toLowerCase().startsWith(`${sort}:`))
  const rest = others.reduce(without, query)
  const said = /\s/.test(value) ? `"${value}"` : value
  return `${rest} ${sort}:${said}`.trim()
}

export function without(query: string, condition: string): string {
  return query.replace(condition, ' ').replace(/\s+/g, ' ').trim()
}
