import { computed, shallowRef, type Ref } from 'vue'
import { getNeighbours } from '@/api/client'
import type { Node } from '@/api/types'
import { Failure } from '@/api/failure'
import { useLocation } from '@/shell/useLocation'
import { useLoadedSchema } from '@/shell/useSchema'
import { freshNeighbours, canvasKeyOf } from './growth'

/** How many neighbours one expansion adds. */
export const EXPAND_STEP = 25
/** Nodes on the canvas: beyond it nothing can be told apart. */
export const SHOWN_LIMIT = 800
const NEIGHBOURS_LIMIT = 1000 // The API's own limit.

export interface Growth {
  added: number
  /** Neighbours still not on the canvas. */
  left: number
  /** The canvas that this is about. */
  canvasKey: string
}

/** Expanding the drawn network by the neighbours of one of its nodes. */
export function useGrowth(drawn: Ref<Node[]>) {
  const { state, go } = useLocation()
  const schema = useLoadedSchema()
  const last = shallowRef<Growth | null>(null)
  const growthFailure = shallowRef<Failure | null>(null)

  /** The last expansion, as long as the canvas is the one that it made. */
  const growth = computed(() => (last.value?.canvasKey === canvasKeyOf(state.value) ? last.value : null))
  const drawnIds = computed(() => drawn.value.map((node) => node.id))

  /** Types to walk. As neighbours of everything, documents would join all to all. */
  function typesFrom(id: string): string[] {
    const isDocument = drawn.value.find((node) => node.id === id)?.labels.includes('Document')
    return Object.entries(schema.value.relationships)
      .filter(([, type]) => isDocument || !type.provenance)
      .map(([name]) => name)
  }

  /** Adds neighbours of a node: all, or those over one type of relationship or of one label. */
  async function expand(id: string, only: { type?: string; label?: string } = {}): Promise<void> {
    const types = only.type ? [only.type] : typesFrom(id)
    const labels = only.label ? [only.label] : undefined
    try {
      const found = await getNeighbours({ id, types, labels, limit: NEIGHBOURS_LIMIT })
      const beyond = found.total - found.neighbours.length
      grow(id, freshNeighbours(found, [...drawnIds.value, id]), beyond)
      growthFailure.value = null
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      growthFailure.value = error
    }
  }

  function grow(id: string, fresh: string[], beyond: number): void {
    const base = drawnIds.value.includes(id) ? drawnIds.value : [...drawnIds.value, id]
    const room = Math.max(0, SHOWN_LIMIT - base.length)
    const added = fresh.slice(0, Math.min(EXPAND_STEP, room))
    if (added.length) go({ entity: id, shown: [...base, ...added], around: null })
    const left = fresh.length - added.length + beyond
    last.value = { added: added.length, left, canvasKey: canvasKeyOf(state.value) }
  }

  /** Says that the canvas is full. */
  function refuse(): void {
    last.value = { added: 0, left: 1, canvasKey: canvasKeyOf(state.value) }
  }

  return { drawnIds, growth, growthFailure, expand, refuse, typesFrom }
}
