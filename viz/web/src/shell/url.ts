/** What the page shows, as its address says it. Pure: `parse(format(state))` is `state`. */
import {
  isAsked,
  LAYOUTS,
  MAX_HOPS,
  MAX_ROUTES,
  MAX_VIAS,
  MOST_PAGES,
  ROUTE_DEFAULTS,
  type PageState,
  type RouteState,
  type Screen,
  type NetworkFilter,
} from './pageState'

const ID = /^[A-Za-z0-9_-]{1,64}$/
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/
const NAME = /^[A-Za-z_]{1,40}$/
// Neither an id nor a label holds a full stop, and addresses keep it as it is.
const SEPARATOR = '.'

function asId(text: string | null | undefined): string | null {
  return text && ID.test(text) ? text : null
}

function asList(text: string | null, pattern: RegExp): string[] {
  return (text ?? '').split(SEPARATOR).filter((part) => pattern.test(part))
}

function asWhole(text: string | null, fallback: number, low: number, high: number): number {
  if (text === null || !/^\d{1,4}$/.test(text)) return fallback
  return Math.min(high, Math.max(low, Number(text)))
}

function parseRoute(values: URLSearchParams): RouteState {
  return {
    from: asId(values.get('from')),
    to: asId(values.get('to')),
    maxHops: asWhole(values.get('max_hops'), ROUTE_DEFAULTS.maxHops, 1, MAX_HOPS),
    k: asWhole(values.get('k'), ROUTE_DEFAULTS.k, 1, MAX_ROUTES),
    includePast: values.get('past') === '1',
    bonds: asList(values.get('ties'), NAME),
    via: asList(values.get('via'), ID).slice(0, MAX_VIAS),
    avoid: asList(values.get('avoid'), ID),
    others: asList(values.get('or'), ID),
    asOf: DATE.test(values.get('as_of') ?? '') ? values.get('as_of') : null,
    pick: asWhole(values.get('pick'), 0, 0, MAX_ROUTES),
  }
}

function parseFilter(values: URLSearchParams): NetworkFilter {
  const year = asWhole(values.get('year'), 0, 0, 9999)
  return {
    types: asList(values.get('notypes'), NAME),
    year: year || null,
    least: asWhole(values.get('least'), 0, 0, 100) / 100,
    office: asId(values.get('office')),
  }
}

function screenOf(path: string): Screen {
  const first = path.split('/')[1]
  const whole: readonly Screen[] = ['overview', 'hits', 'archive', 'lists', 'imports', 'sheet']
  return whole.find((screen) => screen === first) ?? 'work'
}

/** The state that a location's hash stands for; what it cannot mean is left out. */
export function parse(hash: string): PageState {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  const values = new URLSearchParams(search)
  const screen = screenOf(path)
  const named = path.match(/^\/(entity|archive)\/([^/]+)$/)?.[2]
  const entity = asId(named) ?? asId(values.get('entity'))
  const route = parseRoute(values)
  const shown = values.has('show') ? asList(values.get('show'), ID) : null
  const around = asId(values.get('around'))
  // `/entity/ID` alone is the short address of its neighbourhood.
  const short = path.startsWith('/entity/') && !shown && !isAsked(route)
  return {
    // An archive of nothing is the workspace.
    screen: screen === 'archive' && !asId(named) ? 'work' : screen,
    job: asId(path.match(/^\/imports\/([^/]+)$/)?.[1]),
    panel: path === '/route' || values.get('panel') === 'route' ? 'route' : 'search',
    query: values.get('q') ?? '',
    page: asWhole(values.get('page'), 1, 1, MOST_PAGES),
    columns: values.has('columns') ? asList(values.get('columns'), NAME) : null,
    entity,
    around: around ?? (short ? entity : null),
    all: values.get('all') === '1',
    shown,
    tab: values.get('tab') === 'table' ? 'table' : 'graph',
    layout: LAYOUTS.find((name) => name === values.get('layout')) ?? 'force',
    centre: asId(values.get('centre')),
    filter: parseFilter(values),
    folded: asList(values.get('fold'), ID),
    masked: values.get('mask') === '1',
    hidden: asList(values.get('hide'), NAME),
    route,
  }
}

/** The saved view that an address asks for, if it asks for one. It is opened once, so no state holds it. */
export function savedViewIn(hash: string): string | null {
  return asId(new URLSearchParams(hash.split('?', 2)[1]).get('view'))
}

type Entry = [name: string, value: string | false | null]

function pathOf(state: PageState): string {
  if (state.screen === 'archive' && state.entity) return `/archive/${state.entity}`
  if (state.screen === 'imports') return state.job ? `/imports/${state.job}` : '/imports'
  if (['overview', 'hits', 'lists', 'sheet'].includes(state.screen)) return `/${state.screen}`
  if (state.panel === 'route') return '/route'
  return state.entity ? `/entity/${state.entity}` : '/'
}

function routeEntries({ route }: PageState): Entry[] {
  return [
    ['from', route.from],
    ['to', route.to],
    ['max_hops', route.maxHops !== ROUTE_DEFAULTS.maxHops && String(route.maxHops)],
    ['k', route.k !== ROUTE_DEFAULTS.k && String(route.k)],
    ['past', route.includePast && '1'],
    ['ties', route.bonds.join(SEPARATOR)],
    ['via', route.via.join(SEPARATOR)],
    ['avoid', route.avoid.join(SEPARATOR)],
    ['or', route.others.join(SEPARATOR)],
    ['as_of', route.asOf],
    ['pick', route.pick > 0 && String(route.pick)],
  ]
}

function drawnEntries(state: PageState): Entry[] {
  const path = pathOf(state)
  const short = path.startsWith('/entity/') && !state.shown && !isAsked(state.route)
  return [
    ['panel', path !== '/route' && state.panel === 'route' && 'route'],
    ['entity', /^\/(entity|archive)\//.test(path) ? null : state.entity],
    ['around', short && state.around === state.entity ? null : state.around],
    ['all', state.all && '1'],
  ]
}

/** The hash, with its `#`, that `parse` turns back into `state`. */
export function format(state: PageState): string {
  const entries: Entry[] = [
    ['q', state.query],
    ['page', state.page > 1 && String(state.page)],
    ...routeEntries(state),
    ...drawnEntries(state),
    ['tab', state.tab !== 'graph' && state.tab],
    ['layout', state.layout !== 'force' && state.layout],
    ['centre', state.centre],
    ['notypes', state.filter.types.join(SEPARATOR)],
    ['year', state.filter.year !== null && String(state.filter.year)],
    ['least', state.filter.least > 0 && String(Math.round(state.filter.least * 100))],
    ['office', state.filter.office],
    ['fold', state.folded.join(SEPARATOR)],
    ['mask', state.masked && '1'],
    ['hide', state.hidden.join(SEPARATOR)],
  ]
  const kept = entries.filter((entry): entry is [string, string] => Boolean(entry[1]))
  // Neither no columns nor an empty canvas is what an address means that does not say so.
  if (state.columns) kept.push(['columns', state.columns.join(SEPARATOR)])
  if (state.shown) kept.push(['show', state.shown.join(SEPARATOR)])
  const search = new URLSearchParams(kept).toString()
  return `#${pathOf(state)}${search && `?${search}`}`
}
