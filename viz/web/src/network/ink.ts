/** Colours and fonts that a canvas cannot take from a stylesheet by itself. */
export interface Ink {
  paper: string
  text: string
  faint: string
  line: string
  accent: string
  notDone: string
  font: string
}

/** The ink that the page's CSS variables give to an element. */
export function inkOf(element: HTMLElement): Ink {
  const style = window.getComputedStyle(element)
  const variable = (name: string) => style.getPropertyValue(name).trim()
  return {
    paper: variable('--paper'),
    text: variable('--ink'),
    faint: variable('--ink-faint'),
    line: variable('--line-strong'),
    accent: variable('--accent'),
    notDone: variable('--not-done'),
    font: style.fontFamily,
  }
}
