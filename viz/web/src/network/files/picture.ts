import type { Ink } from '@/network/canvas/ink'
import type { Caption } from './svg'

const LINE = 20 // pixels of a line of the legend
const PAD = 14

/** The canvas as it is seen, on paper, with the legend and the date below it. */
export function pictureOf(seen: HTMLCanvasElement, caption: Caption, ink: Ink): Promise<Blob | null> {
  const scale = window.devicePixelRatio || 1
  const foot = (caption.legend.length + 1) * LINE * scale + 2 * PAD * scale
  const page = document.createElement('canvas')
  page.width = seen.width
  page.height = seen.height + foot
  const context = page.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.fillStyle = ink.paper
  context.fillRect(0, 0, page.width, page.height)
  context.drawImage(seen, 0, 0)
  context.scale(scale, scale)
  legend(context, caption, seen.height / scale + PAD, ink)
  return new Promise((done) => page.toBlob(done, 'image/png'))
}

function legend(context: CanvasRenderingContext2D, caption: Caption, top: number, ink: Ink): void {
  context.textBaseline = 'middle'
  context.font = `13px ${ink.font}`
  for (const [index, { name, count, colour }] of caption.legend.entries()) {
    const y = top + index * LINE + LINE / 2
    context.beginPath()
    context.arc(PAD + 6, y, 6, 0, 2 * Math.PI)
    context.fillStyle = colour
    context.fill()
    context.fillStyle = ink.text
    context.fillText(`${name} ${count}`, PAD + 20, y)
  }
  context.fillStyle = ink.faint
  context.fillText(caption.made, PAD, top + caption.legend.length * LINE + LINE / 2)
}

/** Hands a file to the browser's downloads. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
