/** Puts a text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  // Browsers keep the clipboard from pages without TLS, which is how many an office serves this one.
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
