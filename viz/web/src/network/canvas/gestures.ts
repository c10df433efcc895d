import type { Network } from 'vis-network'
import type { Point } from '@/network/drawn'

interface Clicked {
  nodes: string[]
  event: { srcEvent: MouseEvent }
}

/** Where the menu of a node opens. */
export interface MenuAt {
  id: string
  /** Pixels from the stage's corner. */
  x: number
  y: number
  /** Where the node stands on the canvas. */
  point: Point
}

/** What a hand does on the canvas, told in the page's terms. */
export interface Acts {
  select: (id: string | null) => void
  pick: (ids: string[], add: boolean) => void
  expand: (id: string) => void
  move: (points: Record<string, Point>) => void
  menu: (at: MenuAt) => void
  /** The camera was moved or zoomed. */
  turned: () => void
}

/** Opens the menu of a node at the place where it stands. */
export function menuOf(network: Network, id: string, { menu }: Pick<Acts, 'menu'>): void {
  const point = network.getPosition(id)
  menu({ id, point, ...network.canvasToDOM(point) })
}

/** Whether a key asks for the menu: the menu key, and Shift+F10. */
export function asksForMenu(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
}

/** Listens to a network for what hands do. */
export function listen(network: Network, acts: Acts): void {
  // A click picks one; with Ctrl or Shift held, one more.
  network.on('click', ({ nodes, event }: Clicked) => {
    const { ctrlKey, metaKey, shiftKey } = event.srcEvent
    const id = nodes.at(-1) ?? null
    if (id && (ctrlKey || metaKey || shiftKey)) return acts.pick(nodes, true)
    acts.pick(id ? [id] : [], false)
    acts.select(id)
  })
  network.on('doubleClick', ({ nodes: [id] }: Clicked) => id && acts.expand(id))
  network.on('dragEnd', ({ nodes }: Clicked) => {
    acts.turned()
    if (nodes.length) acts.move(network.getPositions(nodes))
  })
  network.on('zoom', () => acts.turned())
  network.on('oncontext', (asked: { pointer: { DOM: Point }; event: MouseEvent }) => {
    asked.event.preventDefault()
    const id = network.getNodeAt(asked.pointer.DOM)
    if (typeof id !== 'string') return
    acts.select(id)
    menuOf(network, id, acts)
  })
}
