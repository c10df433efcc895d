/** What to do about a problem, said for somebody at this page: pure. */

/** Options of the command line that a remedy may name, as the page calls them. */
export interface Named {
  map: string
  label: string
}

export function remedyHere(remedy: string, named: Named): string {
  return remedy.replaceAll('--map', named.map).replaceAll('--label', named.label)
}
