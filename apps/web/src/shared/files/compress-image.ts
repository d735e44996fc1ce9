import { exifOf, withExif } from './jpeg-exif.ts';

const LONG_EDGE = 2400;
const QUALITY = 0.82;
/** Below this a photo is sent as it is. */
const WORTH_IT = 1_000_000;

export const isPicture = (file: File): boolean => file.type === 'image/jpeg' || file.type === 'image/png';

/**
 * A photo as a JPEG of at most 2,400 px, on the device, so that a phone sends 1 MB instead of 8. Its EXIF block (time, place, camera)
 * is carried over for the check of evidence. The file itself when that would not make it smaller or it cannot be read here.
 */
export async function compressPicture(file: File): Promise<File> {
  if (!isPicture(file) || file.size < WORTH_IT) return file;
  let bitmap: ImageBitmap | undefined;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONG_EDGE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext('2d');
    if (!context) return file;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    if (!blob || blob.size >= file.size) return file;
    const exif = file.type === 'image/jpeg' ? exifOf(await file.slice(0, 262_144).arrayBuffer()) : undefined;
    const parts = exif ? [withExif(await blob.arrayBuffer(), exif)] : [blob];
    return new File(parts, file.name.replace(/\.(jpe?g|png)$/i, '') + '.jpg', {
      type: 'image/jpeg',
      lastModified: file.lastModified,
    });
  } catch {
    return file;
  } finally {
    bitmap?.close();
  }
}
