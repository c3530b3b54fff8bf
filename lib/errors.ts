/** The one error class of the library and the list of its stable codes. */

/** Every code a {@link NextokenError} can carry. Codes are stable; messages may be reworded. */
export type ErrorCode =
  /** An option or argument has the wrong type or is out of its range. */
  | 'ERR_NEXTOKEN_INVALID_ARGUMENT'
  /** The model source names nothing that exists. */
  | 'ERR_NEXTOKEN_MODEL_NOT_FOUND'
  /** A file of the model is missing or cannot be read. */
  | 'ERR_NEXTOKEN_FILE'
  /** `config.json` or `generation_config.json` is broken. */
  | 'ERR_NEXTOKEN_INVALID_CONFIG'
  /** The configuration asks for something this library does not compute. */
  | 'ERR_NEXTOKEN_UNSUPPORTED_MODEL'
  /**
   * A weights file is broken: header, ranges, overlap; or its weights, or a restored session, give logits that are
   * no numbers.
   */
  | 'ERR_NEXTOKEN_INVALID_WEIGHTS'
  /** A tensor is missing or has the wrong shape or dtype. */
  | 'ERR_NEXTOKEN_TENSOR'
  /** A tokenizer file is broken. */
  | 'ERR_NEXTOKEN_INVALID_TOKENIZER'
  /** A tokenizer file asks for something this tokenizer does not do. */
  | 'ERR_NEXTOKEN_UNSUPPORTED_TOKENIZER'
  /** A token id is outside the vocabulary. */
  | 'ERR_NEXTOKEN_INVALID_TOKEN'
  /** The prompt leaves no place in the model's context. */
  | 'ERR_NEXTOKEN_CONTEXT'
  /** The native add-on could not be loaded. */
  | 'ERR_NEXTOKEN_ADDON'
  /** The requested device or instruction set is not available. */
  | 'ERR_NEXTOKEN_DEVICE'
  /** Memory for weights, cache or results could not be had. */
  | 'ERR_NEXTOKEN_OUT_OF_MEMORY'
  /** As many requests as may run and wait are there already, or a session is generating. */
  | 'ERR_NEXTOKEN_BUSY'
  /** A session file is broken, or of another model. */
  | 'ERR_NEXTOKEN_INVALID_SESSION'
  /** The model was disposed. */
  | 'ERR_NEXTOKEN_DISPOSED'
  /** The operation was aborted by its signal. */
  | 'ERR_NEXTOKEN_ABORTED'
  /** A bug in this library. */
  | 'ERR_NEXTOKEN_INTERNAL'

/** Thrown by everything in this library; `code` is stable, `cause` is the error below, if any. */
export class NextokenError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'NextokenError'
    this.code = code
  }
}
