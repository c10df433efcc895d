/** What the page shows. */
import type { Layout } from '@/api/types'

export type Panel = 'search' | 'route'
export type Tab = 'graph' | 'table'

export const LAYOUTS: readonly Layout[] = ['force', 'layered', 'radial', 'country']

/** One filter for the canvas and its table. Relationships must pass all of it. */
export interface NetworkFilter {
  /** Relationship types that are switched off. */
  types: string[]
  /** Only what held in this year; null: whenever. */
  year: number | null
  /** Relationships of at least this strength, where one is recorded; 0: all. */
  least: number
  /** Only entities of this owning office, and those of none; null: all. */
  office: string | null
}

export const UNFILTERED: NetworkFilter = { types: [], year: null, least: 0, office: null }

/** What fills the page: the workspace (find, network, details), or one of the whole-width screens. */
export type Screen = 'work' | 'overview' | 'hits' | 'archive' | 'lists' | 'imports' | 'sheet'
/** Those that stand in the page's navigation; an archive is opened from an entity. */
export const SCREENS: readonly Screen[] = ['overview', 'work', 'hits', 'lists', 'imports']

/** The route that is asked for. `bonds`: names of the schema's bonds; none means all. */
export interface RouteState {
  from: string | null
  to: string | null
  maxHops: number
  k: number
  includePast: boolean
  bonds: string[]
  /** Ids that every route must, or must not, pass. */
  via: string[]
  avoid: string[]
  /** Further targets: whichever of them is reached best wins. */
  others: string[]
  /** The day that the network is looked at; null is today. */
  asOf: string | null
  /** Index of the answer that is highlighted. */
  pick: number
}

/**
 * The network drawn is `shown` (exactly these ids, even none), else the neighbourhood of `around`, else the
 * routes' nodes when both ends are set, else nothing.
 */
export interface PageState {
  screen: Screen
  /** The import that is looked at. */
  job: string | null
  panel: Panel
  query: string
  /** The page of the table of hits, from 1. */
  page: number
  /** Its columns beside the name; null: those that it has at first. */
  columns: string[] | null
  entity: string | null
  around: string | null
  /** Whether all of the neighbourhood is drawn, as far as a canvas goes, not only what is legible. */
  all: boolean
  shown: string[] | null
  tab: Tab
  layout: Layout
  /** Where layers and rings start; null: from what the network is round. */
  centre: string | null
  /** What of the drawn network is shown. */
  filter: NetworkFilter
  /** Entities whose neighbours that hang on them alone are counted instead of drawn. */
  folded: string[]
  /** Whether names of people are drawn as 张**. */
  masked: boolean
  /** Labels that the legend has switched off. */
  hidden: string[]
  route: RouteState
}

export const ROUTE_DEFAULTS = { maxHops: 4, k: 5 } as const
export const MOST_PAGES = 9999 // four figures; further hits call for a narrower question
export const MAX_HOPS = 6 // The API's own limit.
export const MAX_ROUTES = 50 // The API's own limit.
export const MAX_VIAS = 2 // The API's own limit.

export function emptyState(): PageState {
  return {
    screen: 'work',
    job: null,
    panel: 'search',
    query: '',
    page: 1,
    columns: null,
    entity: null,
    around: null,
    all: false,
    shown: null,
    tab: 'graph',
    layout: 'force',
    centre: null,
    filter: UNFILTERED,
    folded: [],
    masked: false,
    hidden: [],
    route: {
      ...{ from: null, to: null, ...ROUTE_DEFAULTS },
      ...{ includePast: false, bonds: [], via: [], avoid: [], others: [], asOf: null, pick: 0 },
    },
  }
}

/** Whether both ends of a route are set, so that there is something to ask. */
export function isAsked(route: RouteState): route is RouteState & { from: string; to: string } {
  return route.from !== null && route.to !== null
}
