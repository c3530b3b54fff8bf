// Writes large files in pieces, whole or not at all.

import { closeSync, openSync, renameSync, writeSync } from 'node:fs'

// A file appears under its name only when complete, so an interrupted run leaves no broken data.
export function writeWhole(path, pieces) {
  const partial = `${path}.partial`
  const file = openSync(partial, 'w')
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at)
    }
  } finally {
    closeSync(file)
  }
  renameSync(partial, path)
}

export const bytesOf = (array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)
