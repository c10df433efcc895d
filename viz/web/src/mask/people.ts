/** Names of people in answers, and the same answers without them. Pure. */

// What is sought by, sent back or computed with, and never read: it must stay as it is.
const KEYS = new Set(
  ['id', 'from', 'to', 'path', 'ids', 'labels', 'label', 'type', 'types', 'kind', 'document'].concat(
    ['office', 'survey_round', 'missed_by', 'value', 'address', 'positions', 'moved', 'tier', 'field'],
  ),
)
// A person of a list that was handed in has no labels: what it is called in answers.
const LISTED = new Set(['asked', 'listed'])
// Fields of a person in which the name is spelt out; `id`, since ids are often made from names.
const SPELT = new Set(['name', 'alias', 'english_name', 'id'])
const SHORTEST = 2 // characters: one alone stands in words that are nobody's name
const SHORTEST_LATIN = 3
const WORD = /[\p{Script=Latin}\p{M}\d]/u

// Where no person stands: most of a large answer.
const PEOPLELESS = new Set(['positions', 'relationships', 'relationship', 'properties', 'facets'])

type Fields = Record<string, unknown>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether this is an entity that is a person. */
export function isPerson(value: { labels?: unknown }): boolean {
  return Array.isArray(value.labels) && value.labels.includes('Person')
}

/** A name with all but its first character hidden: 张**. */
export function starred(name: string): string {
  const [first = '', ...rest] = [...name.trim()]
  return first + '*'.repeat(Math.min(2, rest.length))
}

/** Everything that the people of an answer are called in it. */
export function namesIn(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(namesIn)
  if (!isFields(answer)) return []
  const inside = Object.entries(answer)
    .filter(([key, value]) => typeof value === 'object' && !PEOPLELESS.has(key))
    .flatMap(([, value]) => namesIn(value))
  return isPerson(answer) ? [...ownNames(answer), ...inside] : inside
}

function ownNames({ name, properties, matched_on: match, also }: Fields): string[] {
  const { aliases, english_name: english } = isFields(properties) ? properties : {}
  const matches = [match, ...(Array.isArray(also) ? also : [])].filter(isFields)
  const spelt = matches.filter(({ field }) => SPELT.has(String(field))).map(({ text }) => text)
  return [name, english, aliases, ...spelt].flat().filter((each) => typeof each === 'string')
}

/** The names of people that the page has met, to be found again in any text. */
export class People {
  /** By first character, the longest first: 欧阳修文 is not 欧阳修 and a 文. */
  private readonly known = new Map<string, string[]>()

  /** Takes further names in. Whether any was new. */
  meet(names: string[]): boolean {
    return names.map((name) => this.add(name.trim())).includes(true)
  }

  private add(name: string): boolean {
    const latin = WORD.test(name[0] ?? '')
    if ([...name].length < (latin ? SHORTEST_LATIN : SHORTEST)) return false
    const first = name.charAt(0)
    const alike = this.known.get(first) ?? []
    if (alike.includes(name)) return false
    this.known.set(first, [...alike, name].sort((one, other) => other.length - one.length))
    return true
  }

  /** A text in which every name that is known is starred. */
  hide(text: string): string {
    let hidden = ''
    let at = 0
    while (at < text.length) {
      const name = this.nameAt(text, at)
      hidden += name ? starred(name) : text.charAt(at)
      at += name?.length ?? 1
    }
    return hidden
  }

  private nameAt(text: string, at: number): string | undefined {
    return this.known.get(text.charAt(at))?.find((name) => {
      return text.startsWith(name, at) && isWhole(text, at, at + name.length)
    })
  }
}

/** Whether a part of a text is no piece of a longer Latin word: 李 is in 李子, Li is not in Limited. */
function isWhole(text: string, start: number, end: number): boolean {
  const cut = (at: number) => WORD.test(text.charAt(at - 1)) && WORD.test(text.charAt(at))
  return !cut(start) && !cut(end)
}

/** An answer as it may be seen by anyone: people's names starred, quotations left out. */
export function veiled<T>(answer: T, people: People): T {
  return veil(answer, '', people) as T
}

function veil(value: unknown, key: string, people: People): unknown {
  if (KEYS.has(key)) return value
  if (typeof value === 'string') return key === 'recorded_by' ? starred(value) : people.hide(value)
  if (Array.isArray(value)) return value.map((each) => veil(each, key, people))
  if (!isFields(value)) return value
  if (key === 'sources') return { ...value, words: null }
  const named = isPerson(value) || LISTED.has(key) ? starredPerson(value) : value
  return Object.fromEntries(Object.entries(named).map(([name, each]) => [name, veil(each, name, people)]))
}

/** The person under a starred name; an e-mail address spells the name, too. */
function starredPerson(person: Fields): Fields {
  const { name, properties } = person
  const { email } = isFields(properties) ? properties : {}
  return {
    ...person,
    ...(typeof name === 'string' && { name: starred(name) }),
    ...(typeof email === 'string' && { properties: { ...(properties as Fields), email: starred(email) } }),
  }
}
