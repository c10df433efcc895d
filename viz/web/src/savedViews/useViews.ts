import { shallowRef, watch } from 'vue'
import { deleteView, getView, getViews, saveView } from '@/api/client'
import { Failure } from '@/api/failure'
import type { SavedView, ViewEntry } from '@/api/types'
import { useMask } from '@/mask/useMask'
import { useNetwork } from '@/network/state/useNetwork'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'

/** Views that are kept on the server: saved, opened, shared, deleted. */
export const useViews = shared(() => {
  const { scene, askedView, restore } = useLocation()
  const { drawnIds } = useNetwork()
  const kept = shallowRef<ViewEntry[]>([])
  const entries = useMask().toldOf(() => kept.value)
  const failure = shallowRef<Failure | null>(null)
  /** The view that was last opened, with what has changed since it was kept. */
  const opened = shallowRef<SavedView | null>(null)

  async function attempt<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      failure.value = null
      return await act()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failure.value = error
      return null
    }
  }

  async function list(): Promise<void> {
    const found = await attempt(getViews)
    if (found) kept.value = found.views
  }

  async function save(name: string): Promise<void> {
    const address = window.location.hash || '#/'
    const { moved, notes } = scene.value
    const draft = { name, address, ids: drawnIds.value, moved, notes }
    if (await attempt(() => saveView(draft))) await list()
  }

  async function open(id: string): Promise<void> {
    const asked = askedView.value
    const view = await attempt(() => getView(id))
    // Whoever has gone elsewhere meanwhile is left there.
    if (!view || askedView.value !== asked) return
    opened.value = view
    restore(view.address, { moved: view.moved, notes: view.notes })
  }

  async function drop(id: string): Promise<void> {
    await attempt(() => deleteView(id))
    await list()
  }

  /** The address that opens a view for colleagues. */
  function addressOf(id: string): string {
    return `${window.location.origin}/#/?view=${id}`
  }

  // A colleague's link, whether the page starts with it or it is pasted into an open one.
  watch(askedView, (id) => id && void open(id), { immediate: true })

  return { entries, failure, opened, list, save, open, drop, addressOf }
})
