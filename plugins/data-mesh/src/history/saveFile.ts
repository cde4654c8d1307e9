/** Has the browser keep something as a file. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read it only after this has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
