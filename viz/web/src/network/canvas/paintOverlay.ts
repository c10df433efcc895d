import type { Note } from '@/shell/useLocation'
import { FAR_SIZE, TITLE_SIZE, type FarName } from './farNames'
import type { Point, Title } from '@/network/drawn'
import type { Ink } from './ink'
import { noteSize, NAME_LINE, NAME_SIZE, TYPE_SIZE } from '@/network/measure'
import type { Sight } from './paint'
import type { TypeName } from './typeNames'

/** Remarks, on slips of their own above everything. */
export function paintNotes(ctx: CanvasRenderingContext2D, notes: Note[], ink: Ink): void {
  ctx.save()
  ctx.font = `${NAME_SIZE}px ${ink.font}`
  ctx.textAlign = 'left'
  ctx.textBaseline = 'top'
  for (const { text, x, y } of notes) {
    const { lines, width, height } = noteSize(text)
    ctx.fillStyle = ink.noteSoft
    ctx.strokeStyle = ink.notDone
    ctx.lineWidth = 1
    ctx.beginPath()
    ctx.roundRect(x, y, width, height, 4)
    ctx.fill()
    ctx.stroke()
    ctx.fillStyle = ink.text
    for (const [index, line] of lines.entries()) ctx.fillText(line, x + 7, y + 6 + index * NAME_LINE)
  }
  ctx.restore()
}

/** Writes the type names of relationships on the canvas, on paper so that lines stay behind them. */
export function paintTypeNames(
  ctx: CanvasRenderingContext2D,
  names: TypeName[],
  ink: Ink,
  size = TYPE_SIZE,
): void {
  ctx.save()
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  ctx.lineJoin = 'round'
  ctx.lineWidth = (5 * size) / TYPE_SIZE
  ctx.strokeStyle = ink.paper
  for (const { words, x, y, strong } of names) {
    ctx.font = `${strong ? '600 ' : ''}${size}px ${ink.font}`
    ctx.fillStyle = strong ? ink.accent : ink.faint
    ctx.strokeText(words, x, y)
    ctx.fillText(words, x, y)
  }
  ctx.restore()
}

/** Names seen from afar, of one size on the screen. */
export function paintFarNames(ctx: CanvasRenderingContext2D, names: FarName[], sight: Sight, ink: Ink): void {
  onScreen(ctx, sight, ink, (write) => {
    ctx.textBaseline = 'top'
    for (const name of names) {
      ctx.font = `${name.strong ? '600 ' : ''}${FAR_SIZE}px ${ink.font}`
      ctx.fillStyle = name.strong ? ink.accent : ink.text
      write(name.words, name)
    }
  })
}

/** Titles of blocks, of one size on the screen. */
export function paintTitles(ctx: CanvasRenderingContext2D, titles: Title[], sight: Sight, ink: Ink): void {
  onScreen(ctx, sight, ink, (write) => {
    ctx.textBaseline = 'bottom'
    ctx.font = `600 ${TITLE_SIZE}px ${ink.font}`
    ctx.fillStyle = ink.text
    for (const title of titles) write(title.words, title)
  })
}

/** Writes in the screen's own pixels: a font of another size in every frame would be made anew in each. */
function onScreen(
  ctx: CanvasRenderingContext2D,
  { scale }: Sight,
  ink: Ink,
  act: (write: (words: string, at: Point) => void) => void,
): void {
  const { a, d, e, f } = ctx.getTransform()
  const dense = a / scale
  ctx.save()
  ctx.setTransform(dense, 0, 0, dense, 0, 0)
  ctx.globalAlpha = 1
  ctx.textAlign = 'center'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 3.5
  ctx.strokeStyle = ink.paper
  act((words, at) => {
    const [x, y] = [Math.round((a * at.x + e) / dense), Math.round((d * at.y + f) / dense)]
    ctx.strokeText(words, x, y)
    ctx.fillText(words, x, y)
  })
  ctx.restore()
}
