/** Sizes of what the canvas draws, in its own pixels at zoom 1. */

export const RADIUS = 17
export const NAME_SIZE = 13
export const NAME_LINE = 16
export const NAME_GAP = 4
export const TYPE_SIZE = 11.5

// Eight Chinese characters are a line that the eye takes in at once; two lines are enough to tell
// one organisation from another, and the details panel has the whole name.
const LINE_WIDTH = 8
const MOST_LINES = 2
const FIRST_WIDE = 0x2e80 // CJK radicals and everything after: a full em.
const NARROW = 0.56 // em: the mean of Latin letters and digits in the fonts we ask for.

export interface Size {
  width: number
  height: number
}

function charWidth(character: string): number {
  const isQuote = '“”‘’…—·'.includes(character)
  return isQuote || (character.codePointAt(0) ?? 0) >= FIRST_WIDE ? 1 : NARROW
}

/** Width of a text in ems, near enough for placing it. */
export function emWidth(text: string): number {
  let width = 0
  for (const character of text) width += charWidth(character)
  return width
}

const NOT_FIRST = '、，。；：！？）》”’」』…—·%' // marks that never start a line
const NOT_LAST = /[（《“‘「『]$/ // marks that never end one

function takeLine(text: string, limit: number): string {
  let line = ''
  let width = 0
  for (const character of text) {
    width += charWidth(character)
    if (width > limit && !NOT_FIRST.includes(character)) return atWord(line, text).replace(NOT_LAST, '')
    line += character
  }
  return line
}

/** Latin words break at a space, unless that would leave the line nearly empty. */
function atWord(line: string, text: string): string {
  const next = text[line.length]
  const space = line.lastIndexOf(' ')
  return next !== ' ' && space > line.length / 3 ? line.slice(0, space + 1) : line
}

/** How wide lines may be: a name that needs two is cut near its middle, so none is left alone. */
function limitFor(name: string): number {
  const width = emWidth(name)
  const halves = width > LINE_WIDTH && width <= MOST_LINES * LINE_WIDTH - 1
  return halves ? Math.ceil(width / 2) : LINE_WIDTH
}

/** A name in at most two lines, shortened with an ellipsis when it needs more. */
export function wrapName(name: string): string[] {
  const lines: string[] = []
  let rest = name.trim()
  const limit = limitFor(rest)
  while (rest && lines.length < MOST_LINES) {
    const line = takeLine(rest, lines.length ? LINE_WIDTH : limit)
    lines.push(line.trim())
    rest = rest.slice(line.length).trim()
  }
  if (rest) lines[MOST_LINES - 1] = shorten(lines[MOST_LINES - 1] ?? '')
  return lines
}

/** A text in as many lines as it takes, none wider than so many ems. */
export function linesOf(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let rest = paragraph.trim()
    while (rest) {
      const line = takeLine(rest, width) || rest.slice(0, 1)
      lines.push(line.trim())
      rest = rest.slice(line.length).trim()
    }
  }
  return lines
}

const NOTE_WIDTH = 16 // ems: a remark of some lines rather than a ribbon

/** The slip that a remark is written on: its lines and its size. */
export function noteSize(text: string): Size & { lines: string[] } {
  const lines = linesOf(text, NOTE_WIDTH)
  const width = Math.max(0, ...lines.map((line) => emWidth(line))) * NAME_SIZE + 14
  return { lines, width, height: lines.length * NAME_LINE + 10 }
}

function shorten(line: string): string {
  const characters = [...line]
  while (emWidth(characters.join('')) > LINE_WIDTH - 1) characters.pop()
  return `${characters.join('')}…`
}

/** The room that a node and the name beneath it take; the node's centre is `RADIUS` from the top. */
export function nodeSize(lines: string[]): Size {
  const name = Math.max(0, ...lines.map((line) => emWidth(line) * NAME_SIZE))
  return {
    width: Math.max(2 * RADIUS, name),
    height: 2 * RADIUS + NAME_GAP + lines.length * NAME_LINE,
  }
}

const SIDE_PANELS = 670 // pixels of width beside the canvas on a wide window
const PHONE = 760 // pixels of width up to which the canvas has the window to itself
const BARS = 190 // pixels of height above and below the canvas
const PER_NODE = 15_000 // square pixels of canvas that a node with its name takes on average
const FEWEST = 20
const MOST = 80

/** How many nodes a canvas in a window of this size shows with names still legible. */
export function legibleNodes(width: number, height: number): number {
  const across = width > PHONE ? width - SIDE_PANELS : width
  const nodes = Math.round((across * (height - BARS)) / PER_NODE)
  return Math.min(MOST, Math.max(FEWEST, nodes))
}
