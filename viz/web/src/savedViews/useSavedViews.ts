import { shallowRef, watch } from 'vue'
import { deleteSavedView, getSavedView, getSavedViews, saveView } from '@/api/client'
import { Failure } from '@/api/failure'
import type { SavedView, SavedViewEntry } from '@/api/types'
import { useMask } from '@/mask/useMask'
import { useNetwork } from '@/network/state/useNetwork'
import { shared } from '@/shell/shared'
import { useLocation } from '@/shell/useLocation'

/** Views that the server keeps: saved, opened, shared, deleted. */
export const useSavedViews = shared(() => {
  const { scene, askedSavedView, restore } = useLocation()
  const { drawnIds } = useNetwork()
  const saved = shallowRef<SavedViewEntry[]>([])
  const entries = useMask().toldOf(() => saved.value)
  const failure = shallowRef<Failure | null>(null)
  /** The saved view that was last opened, with what has changed since it was saved. */
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
    const found = await attempt(getSavedViews)
    if (found) saved.value = found.views
  }

  async function save(name: string): Promise<void> {
    const address = window.location.hash || '#/'
    const { moved, notes } = scene.value
    const draft = { name, address, ids: drawnIds.value, moved, notes }
    if (await attempt(() => saveView(draft))) await list()
  }

  async function open(id: string): Promise<void> {
    const asked = askedSavedView.value
    const view = await attempt(() => getSavedView(id))
    // Whoever has gone elsewhere meanwhile is left there.
    if (!view || askedSavedView.value !== asked) return
    opened.value = view
    restore(view.address, { moved: view.moved, notes: view.notes })
  }

  async function drop(id: string): Promise<void> {
    await attempt(() => deleteSavedView(id))
    await list()
  }

  /** The address that opens a saved view for colleagues. */
  function addressOf(id: string): string {
    return `${window.location.origin}/#/?view=${id}`
  }

  // A colleague's link, whether the page starts with it or it is pasted into an open one.
  watch(askedSavedView, (id) => id && void open(id), { immediate: true })

  return { entries, failure, opened, list, save, open, drop, addressOf }
})
