/** Sends a file to the short-lived address the API gave, and tells how much of it has left. */
import { ApiError } from './errors';
import type { UploadAddress } from './imports';

/** `onProgress` is told the part that has left, from 0 to 1. Throws `ApiError`. */
export type Upload = (address: UploadAddress, file: File, onProgress: (part: number) => void) => Promise<void>;

const ALREADY_THERE = 412;

/** The browser's own; `fetch` does not tell how far an upload is. */
export const browserUpload: Upload = (address, file, onProgress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(address.method, address.url);
    for (const [name, value] of Object.entries(address.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      const isThere = (request.status >= 200 && request.status < 300) || request.status === ALREADY_THERE;
      if (isThere) resolve();
      else reject(new ApiError('conflict', 'upload_refused'));
    };
    request.onerror = () => {
      reject(new ApiError('network'));
    };
    request.send(file);
  });
