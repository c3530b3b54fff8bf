/** Standard output that waits for a slow reader and ends quietly where the reader is gone. */

import { once } from 'node:events'

export class Output {
  #closed = false

  /** `onClosed` is called once, when nobody reads any longer (`| head`). */
  constructor(onClosed: () => void) {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      if (!this.#closed) onClosed()
      this.#closed = true
    })
  }

  get closed(): boolean {
    return this.#closed
  }

  async write(text: string): Promise<void> {
    if (this.#closed || text === '' || process.stdout.write(text)) return
    // A reader who goes away while we wait is noted by the listener above.
    await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(
      () => {},
    )
  }
}
