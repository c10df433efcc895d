/** What is drawn of a network: the words that its canvas, its controls and its files share. */

export interface Point {
  x: number
  y: number
}

export interface DrawnNode extends Point {
  id: string
  /** The whole name, for assistive technology and tooltips. */
  name: string
  lines: string[]
  glyph: string
  colour: string
  /** The status to show beside an affair that is not done, else null. */
  badge: string | null
  proposed: boolean
  dim: boolean
  /** Neighbours that it stands for while it is folded; 0: none. */
  counted: number
  pinned: boolean
}

export interface DrawnEdge {
  id: string
  from: string
  to: string
  words: string
  directed: boolean
  /** How far the line leaves the straight, so that parallel ones stay apart; 0 is straight. */
  bend: number
  /** How much earlier the line ends, so that its arrow is clear of the name beneath a node. */
  gap: number
  dashed: boolean
  strong: boolean
  dim: boolean
}

/** What stands above a block of nodes: the middle of its upper edge. */
export interface Title extends Point {
  words: string
}

export interface DrawnGraph {
  nodes: DrawnNode[]
  edges: DrawnEdge[]
}

export interface Drawing extends DrawnGraph {
  /** Of the blocks of a layout by groups, the largest first. */
  titles: Title[]
}

/** A route to bring out: everything else is dimmed. */
export interface Highlight {
  nodes: ReadonlySet<string>
  relationships: ReadonlySet<string>
}
