import type { Ink } from '@/network/canvas/ink'

/** A part of what ECharts draws. */
export type Option = Record<string, unknown>

export const NARROW = { maxWidth: 600 } // pixels: a telephone's chart

/** The size of a disc by its count; areas are in proportion to counts. */
export function sizing(most: number, widest: number): (count: number) => number {
  return (count) => 2 * Math.max(3, Math.sqrt(count / Math.max(1, most)) * widest)
}

/** Words that are read on top of discs and lines as well. */
export function written(ink: Ink): Option {
  return { color: ink.text, textBorderColor: ink.paper, textBorderWidth: 2 }
}

/** `richText`: the words go onto the canvas and never into markup. */
export function tooltip(ink: Ink): Option {
  return {
    renderMode: 'richText',
    backgroundColor: ink.paper,
    borderColor: ink.line,
    textStyle: { color: ink.text, fontFamily: ink.font },
    formatter: ({ name, value }: { name: string; value: unknown }) =>
      `${name}  ${Array.isArray(value) ? value.at(-1) : (value ?? '')}`,
  }
}
