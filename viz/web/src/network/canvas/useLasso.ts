import { computed, onBeforeUnmount, shallowRef } from 'vue'
import type { Point } from '@/network/drawn'

const LEAST = 6 // pixels: less is a click with an unsteady hand

/** A rectangle drawn with Shift held: `done` gets two corners, in pixels from the stage's own. */
export function useLasso(done: (from: Point, to: Point) => void) {
  const from = shallowRef<Point | null>(null)
  const to = shallowRef<Point | null>(null)
  let corner: DOMRect | undefined
  let target: Element | undefined

  function pointOf(event: PointerEvent): Point {
    return { x: event.clientX - (corner?.left ?? 0), y: event.clientY - (corner?.top ?? 0) }
  }

  function begin(event: PointerEvent): void {
    if (!event.shiftKey || event.button !== 0) return
    // The canvas would move with the pointer.
    event.stopPropagation()
    event.preventDefault()
    target = event.currentTarget as Element
    corner = target.getBoundingClientRect()
    from.value = to.value = pointOf(event)
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', end)
  }

  function follow(event: PointerEvent): void {
    to.value = pointOf(event)
  }

  function end(event: PointerEvent): void {
    stop()
    const [start, finish] = [from.value, pointOf(event)]
    from.value = to.value = null
    if (start && Math.hypot(start.x - finish.x, start.y - finish.y) > LEAST) done(start, finish)
  }

  function stop(): void {
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', end)
  }
  onBeforeUnmount(stop)

  const box = computed(() => {
    if (!from.value || !to.value) return null
    const [one, other] = [from.value, to.value]
    return {
      left: `${Math.min(one.x, other.x)}px`,
      top: `${Math.min(one.y, other.y)}px`,
      width: `${Math.abs(one.x - other.x)}px`,
      height: `${Math.abs(one.y - other.y)}px`,
    }
  })
  return { box, begin }
}
