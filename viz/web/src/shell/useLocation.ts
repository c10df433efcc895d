import { computed, shallowRef } from 'vue'
import { type PageState, type RouteState } from './pageState'
import { format, parse, savedViewIn } from './url'

type Change = Partial<Omit<PageState, 'route'>> & { route?: Partial<RouteState> }

/** A remark that somebody put on the canvas. */
export interface Note {
  text: string
  x: number
  y: number
}

/** What hands have moved or written on the canvas: too much for an address, kept with it in the history. */
export interface Scene {
  moved: Record<string, { x: number; y: number }>
  notes: Note[]
}

interface Entry {
  /** Place in the page's own history, from 0. */
  at: number
  scene: Scene
}

const UNTOUCHED: Scene = { moved: {}, notes: [] }

function entryNow(): Entry {
  const { at, scene } = (window.history.state ?? {}) as Partial<Entry>
  return { at: at ?? 0, scene: scene ?? UNTOUCHED }
}

/** The server answers `/entity/ID` and the like with this page too: the same state, said its way. */
function takePlainAddress(): void {
  const { pathname, search, hash } = window.location
  if (pathname === '/' && !search) return
  const said = hash || `#${pathname === '/search' ? '/' : pathname}${search}`
  window.history.replaceState(null, '', `/${said}`)
}

takePlainAddress()
const state = shallowRef<PageState>(parse(window.location.hash))
const entry = shallowRef<Entry>(entryNow())
const last = shallowRef(entry.value.at)
/** The saved view that the address asks for; null once it is open. */
const askedSavedView = shallowRef(savedViewIn(window.location.hash))

function read(): void {
  state.value = parse(window.location.hash)
  entry.value = entryNow()
  askedSavedView.value = savedViewIn(window.location.hash)
}

function put(hash: string, scene: Scene, how: 'push' | 'replace'): void {
  const at = entry.value.at + (how === 'push' ? 1 : 0)
  const kept: Entry = { at, scene: JSON.parse(JSON.stringify(scene)) as Scene }
  if (how === 'push') window.history.pushState(kept, '', hash)
  else window.history.replaceState(kept, '', hash)
  if (how === 'push') last.value = at
  read()
}

/** Back, forward and a hand-edited address, which comes without an entry of ours: behind the one shown. */
function follow(): void {
  if (window.history.state === null) {
    last.value = entry.value.at + 1
    window.history.replaceState({ at: last.value, scene: UNTOUCHED }, '')
  }
  read()
}

window.history.replaceState(entry.value, '')
window.addEventListener('popstate', follow)

/**
 * The page's state and the one way to change it: through the address and the history, so that
 * back, forward, undo, redo, reload and a shared link all show the same.
 */
export function useLocation() {
  function go(change: Change, how: 'push' | 'replace' = 'push'): void {
    const route = { ...state.value.route, ...change.route }
    const hash = format({ ...state.value, ...change, route })
    if (hash !== window.location.hash) put(hash, entry.value.scene, how)
  }

  /** Changes what lies on the canvas. */
  function arrange(change: Partial<Scene>): void {
    put(window.location.hash || format(state.value), { ...entry.value.scene, ...change }, 'push')
  }

  /** Shows a saved view; in the place of the link that asked for it, or back would ask again. */
  function restore(hash: string, scene: Scene): void {
    put(hash, scene, askedSavedView.value ? 'replace' : 'push')
  }

  return {
    state,
    askedSavedView,
    scene: computed(() => entry.value.scene),
    canUndo: computed(() => entry.value.at > 0),
    canRedo: computed(() => entry.value.at < last.value),
    undo: () => window.history.back(),
    redo: () => window.history.forward(),
    ...{ go, arrange, restore },
  }
}
