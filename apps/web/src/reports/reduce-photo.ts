/** A passport can be read at this size, and it passes a slow line: some 500 kB. A guess. */
const LONGEST_EDGE = 2000;
const QUALITY = 0.85;

/** The picture drawn anew as a JPEG: upright, small, and without place and camera before it is kept anywhere. */
export async function reducePhoto(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (pen === null) throw new DOMException('No canvas here', 'NotSupportedError');
  // A JPEG has no transparency: what shows through would be black.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  const drawn = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return new Uint8Array(await drawn.arrayBuffer());
}
