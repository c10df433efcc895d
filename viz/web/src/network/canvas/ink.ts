/** Colours and fonts that a canvas cannot take from a stylesheet by itself. */
export interface Ink {
  paper: string
  /** On the schema's colours, which are the same by day and by night. */
  onKind: string
  text: string
  faint: string
  line: string
  accent: string
  notDone: string
  noteSoft: string
  font: string
}

/** The ink that the page's CSS variables give to an element. */
export function inkOf(element: HTMLElement): Ink {
  const style = window.getComputedStyle(element)
  const variable = (name: string) => style.getPropertyValue(name).trim()
  return {
    paper: variable('--paper'),
    onKind: variable('--on-kind'),
    text: variable('--ink'),
    faint: variable('--ink-faint'),
    line: variable('--line-strong'),
    accent: variable('--accent'),
    notDone: variable('--not-done'),
    noteSoft: variable('--not-done-soft'),
    font: style.fontFamily,
  }
}

/** Calls back when the machine turns from day to night or back; returns the way to stop. */
export function onSchemeChange(act: () => void): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)')
  query.addEventListener('change', act)
  return () => query.removeEventListener('change', act)
}
