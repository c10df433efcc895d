import { useMask } from '@/mask/useMask'
import { useLocation } from '@/shell/useLocation'
import type { Layout } from '@/api/types'
import type { Point } from '@/network/drawn'

/** Moving, pinning, folding and laying out anew: each an act that can be undone. */
export function useArranging() {
  const { state, scene, go, arrange } = useLocation()
  /** The remarks as they are shown. */
  const notes = useMask().toldOf(() => scene.value.notes)

  /** Keeps nodes where they were put. */
  function move(points: Record<string, Point>): void {
    const placed = Object.entries(points).map(([id, { x, y }]) => [id, { x, y }])
    arrange({ moved: { ...scene.value.moved, ...Object.fromEntries(placed) } })
  }

  function unpin(id: string): void {
    const rest = Object.entries(scene.value.moved).filter(([other]) => other !== id)
    arrange({ moved: Object.fromEntries(rest) })
  }

  /** Asks the server for another layout; what was moved by hand goes back into it. */
  function layOut(layout: Layout, centre: string | null = state.value.entity): void {
    go({ layout, centre: layout === 'radial' || layout === 'layered' ? centre : null })
    if (Object.keys(scene.value.moved).length) arrange({ moved: {} })
  }

  function fold(id: string): void {
    const rest = state.value.folded.filter((other) => other !== id)
    go({ folded: rest.length < state.value.folded.length ? rest : [...rest, id] })
  }

  function note(text: string, { x, y }: Point): void {
    arrange({ notes: [...scene.value.notes, { text, x, y }] })
  }

  function dropNote(index: number): void {
    arrange({ notes: scene.value.notes.filter((_, place) => place !== index) })
  }

  return { scene, notes, move, unpin, layOut, fold, note, dropNote }
}
