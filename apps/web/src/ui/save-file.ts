/** Puts what this page holds into a file of the person's own. */
export function saveFile(name: string, text: string, type: `${string}/${string}`): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
