import createClient from 'openapi-fetch'
import { meet } from '@/mask/useMask'
import { Failure, failureOf } from './failure'
import type { paths } from './schema'
import type {
  Candidates,
  Direction,
  Entity,
  Hits,
  Layout,
  ListedName,
  Neighbours,
  Overview,
  Reach,
  Routes,
  SavedView,
  SavedViewDraft,
  SavedViewEntry,
  Schema,
  Similar,
  Stats,
  Subgraph,
  Suggestion,
} from './types'

export const client = createClient<paths>({ baseUrl: '' })

// Names of types come from the schema at run time; the document lists those of one moment.
type Types = NonNullable<paths['/api/routes']['get']['parameters']['query']['types']> | undefined
type Labels = NonNullable<paths['/api/entities/{id}/neighbours']['get']['parameters']['query']>['labels']

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a successful answer; throws `Failure` for everything else but an abort. */
export async function body<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    // fetch tells no more about a server that is down than a TypeError.
    throw new Failure('offline')
  }
  if (!answer.response.ok || answer.data === undefined) {
    throw failureOf(answer.response.status, answer.error)
  }
  meet(answer.data)
  return answer.data
}

export function getSchema(signal?: AbortSignal): Promise<Schema> {
  return body(client.GET('/api/schema', { signal })) as Promise<Schema>
}

export function getStats(signal?: AbortSignal): Promise<Stats> {
  return body(client.GET('/api/stats', { signal }))
}

export function getOverview(signal?: AbortSignal): Promise<Overview> {
  return body(client.GET('/api/overview', { signal }))
}

export interface SearchQuestion {
  query: string
  limit: number
  offset?: number
}

export function search(question: SearchQuestion, signal?: AbortSignal): Promise<Hits> {
  const { query, limit, offset = 0 } = question
  return body(client.GET('/api/search', { params: { query: { q: query, limit, offset } }, signal }))
}

/** Answers to what is half typed, best kind first. */
export async function suggest(typed: string, signal?: AbortSignal): Promise<Suggestion[]> {
  const found = await body(client.GET('/api/suggest', { params: { query: { q: typed } }, signal }))
  return found.groups.flatMap((group) => group.suggestions)
}

export function getEntity(id: string, signal?: AbortSignal): Promise<Entity> {
  return body(client.GET('/api/entities/{id}', { params: { path: { id } }, signal }))
}

export interface NeighbourQuestion {
  id: string
  types?: string[]
  labels?: string[]
  direction?: Direction
  limit: number
  offset?: number
}

export function getNeighbours(asked: NeighbourQuestion, signal?: AbortSignal): Promise<Neighbours> {
  const { id, types, labels, direction, limit, offset = 0 } = asked
  const query = { types: types as Types, labels: labels as Labels, direction, limit, offset }
  return body(client.GET('/api/entities/{id}/neighbours', { params: { path: { id }, query }, signal }))
}

export interface NetworkQuestion {
  ids: string[]
  depth: number
  limit: number
  layout?: Layout
  centre?: string
}

export function getNetwork(asked: NetworkQuestion, signal?: AbortSignal): Promise<Subgraph> {
  const query = { layout: 'force' as const, ...asked }
  return body(client.GET('/api/network', { params: { query }, signal }))
}

export interface RouteQuestion {
  from: string
  to: string[]
  k: number
  maxHops: number
  includePast: boolean
  types?: string[]
  via?: string[]
  avoid?: string[]
  asOf?: string | null
}

export function getRoutes(asked: RouteQuestion, signal?: AbortSignal): Promise<Routes> {
  return body(client.GET('/api/routes', { params: { query: routeQuery(asked) }, signal }))
}

function routeQuery(asked: RouteQuestion) {
  const { from, to, k, maxHops, includePast, via, avoid, asOf } = asked
  const types = asked.types as Types
  const bounds = { k, max_hops: maxHops, include_past: includePast, as_of: asOf ?? undefined }
  return { from: [from], to, ...bounds, types, via, avoid }
}

/** The address that answers a question about routes, for other programs and the curious. */
export function routesAddress(asked: RouteQuestion): string {
  const values = new URLSearchParams()
  for (const [name, value] of Object.entries(routeQuery(asked))) {
    for (const each of [value ?? []].flat()) values.append(name, String(each))
  }
  return `${window.location.origin}/api/routes?${values}`
}

export interface ReachQuestion {
  from: string
  ids: string[]
  limit: number
}

export function getReach(asked: ReachQuestion, signal?: AbortSignal): Promise<Reach> {
  const query = { ...asked, from: [asked.from] }
  return body(client.GET('/api/reach', { params: { query }, signal }))
}

/** Entities most like some, with what they share. */
export function getSimilar(asked: { ids: string[]; limit: number }): Promise<Similar> {
  return body(client.GET('/api/similar', { params: { query: asked } }))
}

export function match(names: ListedName[]): Promise<{ matches: Candidates[] }> {
  return body(client.POST('/api/match', { body: { names } }))
}

export function getSavedViews(): Promise<{ views: SavedViewEntry[] }> {
  return body(client.GET('/api/views'))
}

export function saveView(draft: SavedViewDraft): Promise<SavedViewEntry> {
  return body(client.POST('/api/views', { body: draft }))
}

export function getSavedView(id: string): Promise<SavedView> {
  return body(client.GET('/api/views/{id}', { params: { path: { id } } }))
}

export async function deleteSavedView(id: string): Promise<void> {
  const { response, error } = await client.DELETE('/api/views/{id}', { params: { path: { id } } })
  if (!response.ok) throw failureOf(response.status, error)
}
