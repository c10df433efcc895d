import { describe, expect, it } from 'vitest'
import { emptyState, type PageState } from '@/shell/pageState'
import { format, parse, savedViewIn } from '@/shell/url'

function state(change: Partial<PageState>): PageState {
  return { ...emptyState(), ...change }
}

const ROUTE = {
  from: 'org-a',
  to: 'project-b',
  maxHops: 6,
  k: 9,
  includePast: true,
  bonds: ['alumni', 'native_place'],
  via: ['person-v'],
  avoid: ['person-x', 'person-y'],
  others: ['person-z'],
  asOf: '2026-05',
  pick: 2,
}

describe('the address', () => {
  it.each([
    ['nothing', state({}), '#/'],
    ['a search', state({ query: '许崇育 & co' }), '#/?q=%E8%AE%B8%E5%B4%87%E8%82%B2+%26+co'],
    ['an entity', state({ entity: 'person-x', around: 'person-x' }), '#/entity/person-x'],
    ['a cleared canvas', state({ shown: [] }), '#/?show='],
    ['another centre', state({ entity: 'b', around: 'a' }), '#/entity/b?around=a'],
    ['shown ids', state({ entity: 'b', shown: ['a', 'b'] }), '#/entity/b?show=a.b'],
    ['the overview', state({ screen: 'overview' }), '#/overview'],
    ['the hits', state({ screen: 'hits', query: '侨' }), '#/hits?q=%E4%BE%A8'],
    ['their columns', state({ screen: 'hits', columns: ['kind', 'verified_at'] }), '#/hits?columns=kind.verified_at'],
    ['no columns', state({ screen: 'hits', columns: [] }), '#/hits?columns='],
    ['an archive', state({ screen: 'archive', entity: 'a' }), '#/archive/a'],
    ['an import', state({ screen: 'imports', job: 'imp-1' }), '#/imports/imp-1'],
    ['the table', state({ tab: 'table', hidden: ['Person'] }), '#/?tab=table&hide=Person'],
  ])('says %s and reads it back', (_, given, hash) => {
    expect(format(given)).toBe(hash)
    expect(parse(hash)).toEqual(given)
  })

  it.each([
    state({ panel: 'route', route: ROUTE }),
    state({ panel: 'route', route: ROUTE, entity: 'person-x', query: '侨' }),
    state({ panel: 'search', route: ROUTE, entity: 'person-x' }),
    state({ panel: 'search', route: ROUTE, entity: 'person-x', around: 'person-x' }),
    state({ panel: 'route', route: ROUTE, entity: 'x', shown: ['x', 'y'], tab: 'table' }),
    state({ panel: 'route', entity: 'x', around: 'x' }),
    state({ screen: 'overview', panel: 'route', route: ROUTE, entity: 'x', shown: ['x'] }),
    state({ screen: 'archive', entity: 'x', around: 'y', query: '侨' }),
    state({
      layout: 'radial',
      centre: 'a',
      filter: { types: ['KNOWS', 'MEMBER_OF'], year: 2019, least: 0.35, office: 'org-a' },
      folded: ['a', 'b'],
      masked: true,
    }),
    state({ screen: 'sheet', panel: 'route', route: ROUTE }),
  ])('reads back what it says of routes: %#', (given) => {
    expect(parse(format(given))).toEqual(given)
  })

  it('names the ends of a route as the API does', () => {
    const given = state({ panel: 'route', route: { ...emptyState().route, from: 'a', to: 'b' } })
    expect(format(given)).toBe('#/route?from=a&to=b')
  })

  it('drops what it cannot mean', () => {
    expect(parse('#/entity/a%20b')).toEqual(emptyState())
    expect(parse('#/route?from=<b>&k=-1&max_hops=99&hide=1').route).toEqual({
      ...emptyState().route,
      maxHops: 6,
    })
    expect(parse('#/?show=a..<x>.b').shown).toEqual(['a', 'b'])
  })
})

describe('a link to a saved view', () => {
  it.each([
    ['#/?view=v-12', 'v-12'],
    ['#/entity/a?q=x&view=v_1', 'v_1'],
    ['#/?view=a/b', null],
    ['#/?view=', null],
    ['', null],
  ])('%s asks for %s', (hash, id) => {
    expect(savedViewIn(hash)).toBe(id)
    expect(format(parse(hash))).not.toContain('view')
  })
})
