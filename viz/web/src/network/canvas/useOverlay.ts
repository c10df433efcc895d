import { computed, type Ref } from 'vue'
import type { Note } from '@/shell/useLocation'
import type { Drawing, Point } from '@/network/drawn'
import { FAR_SIZE, placeFarNames, placeTitles, rankedNames } from './farNames'
import type { Ink } from './ink'
import { TYPE_SIZE } from '@/network/measure'
import { areNamesLegible, type Sight } from './paint'
import { paintFarNames, paintNotes, paintTitles, paintTypeNames } from './paintOverlay'
import { nameOfOne, placeTypeNames } from './typeNames'

interface Seen {
  drawing: Drawing
  selected: string | null
  picked?: string[]
  notes?: Note[]
}

/** What is written over the nodes and lines: type names, remarks, and names when the camera is far. */
export function useOverlay(seen: Seen, hovered: Ref<string | null>, sight: Sight) {
  const typeNames = computed(() => placeTypeNames(seen.drawing, seen.selected))
  /** The name of the relationship under the pointer, which may have had no room before. */
  const hoveredName = computed(() => nameOfOne(seen.drawing, hovered.value, typeNames.value))
  const ranked = computed(() => rankedNames(seen.drawing, seen.selected, seen.picked ?? []))
  const farNames = atZoom(() => ranked.value, placeFarNames)
  const titles = atZoom(() => seen.drawing.titles, placeTitles)

  return function paint(context: CanvasRenderingContext2D, isInViewport: (at: Point) => boolean, ink: Ink): void {
    const isFar = !areNamesLegible(sight)
    if (!isFar) paintTypeNames(context, typeNames.value.filter(isInViewport), ink)
    // The one under the pointer is read from afar as well.
    paintTypeNames(context, hoveredName.value, ink, Math.max(TYPE_SIZE, FAR_SIZE / sight.scale))
    if (isFar) paintFarNames(context, farNames(sight.scale).filter(isInViewport), sight, ink)
    paintTitles(context, titles(sight.scale), sight, ink)
    paintNotes(context, seen.notes ?? [], ink)
  }
}

/** What is placed anew for other things or another zoom only: moving the camera costs nothing, and no name jumps. */
function atZoom<Given, Placed>(given: () => Given, place: (given: Given, scale: number) => Placed) {
  let last: { given: Given; scale: number; placed: Placed } | undefined
  return (scale: number): Placed => {
    const now = given()
    if (last?.given !== now || last.scale !== scale) last = { given: now, scale, placed: place(now, scale) }
    return last.placed
  }
}
