import { shallowRef } from 'vue'
import { format, parse, type PageState, type RouteState } from './url'

type Change = Partial<Omit<PageState, 'route'>> & { route?: Partial<RouteState> }

/** The server answers `/entity/ID` and the like with this page too: the same state, said its way. */
function takePlainAddress(): void {
  const { pathname, search, hash } = window.location
  if (pathname === '/' && !search) return
  const said = hash || `#${pathname === '/search' ? '/' : pathname}${search}`
  window.history.replaceState(null, '', `/${said}`)
}

takePlainAddress()
const state = shallowRef<PageState>(parse(window.location.hash))

function read(): void {
  state.value = parse(window.location.hash)
}

// Back, forward and a hand-edited address.
window.addEventListener('popstate', read)

/**
 * The page's state and the one way to change it: through the address, so that back, forward,
 * reload and a shared link all give the same view.
 */
export function useLocation() {
  function go(change: Change, how: 'push' | 'replace' = 'push'): void {
    const route = { ...state.value.route, ...change.route }
    const hash = format({ ...state.value, ...change, route })
    if (hash === window.location.hash) return
    if (how === 'push') window.history.pushState(null, '', hash)
    else window.history.replaceState(null, '', hash)
    read()
  }
  return { state, go }
}
