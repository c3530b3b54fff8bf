/**
 * A GPT-2 of its own in plain float64, one function a step, that keeps everything on its way: what tests of
 * hidden states, attention and log-probabilities compare with. `test/golden` checks it, too.
 */

import { type SyntheticConfig, syntheticShapes, syntheticTensor } from './synthetic-model.js'

type Matrix = Float64Array[]

export interface ReferencePass {
  /** `[position][token]` */
  logits: Matrix
  /** `[layer][position][width]`: before each block; the last one after the final norm. */
  hidden: Matrix[]
  /** `[layer][head][position][position]`, 0 above the diagonal. */
  attentions: Matrix[][]
  /** `[layer][position][token]`: the final norm and the head in each place; the last one is `logits`. */
  lens: Matrix[]
}

export class ReferenceModel {
  readonly #config: SyntheticConfig
  readonly #tensors = new Map<string, Float32Array>()

  constructor(config: SyntheticConfig, seed: number) {
    this.#config = config
    for (const [name, shape] of syntheticShapes(config)) {
      this.#tensors.set(name, syntheticTensor(name, shape, seed))
    }
  }

  run(ids: ArrayLike<number>): ReferencePass {
    const { n_embd: width, n_layer: layers, n_head: heads } = this.#config
    const token = this.#tensor('wte.weight')
    const place = this.#tensor('wpe.weight')
    let x: Matrix = Array.from(ids, (id, at) =>
      Float64Array.from(
        { length: width },
        (_, d) => token[id * width + d]! + place[at * width + d]!,
      ),
    )
    const before: Matrix[] = [x]
    const attentions: Matrix[][] = []
    for (let layer = 0; layer < layers; layer++) {
      const name = `h.${layer}.`
      const qkv = this.#linear(this.#norm(x, `${name}ln_1`), `${name}attn.c_attn`)
      const weights = Array.from({ length: heads }, (_, head) => this.#attention(qkv, layer, head))
      attentions.push(weights)
      x = add(x, this.#linear(this.#mix(qkv, weights), `${name}attn.c_proj`))
      const inner = this.#linear(this.#norm(x, `${name}ln_2`), `${name}mlp.c_fc`)
      const active = inner.map((row) => row.map(geluTanh))
      x = add(x, this.#linear(active, `${name}mlp.c_proj`))
      before.push(x)
    }
    const lens = before.map((states) => this.#head(this.#norm(states, 'ln_f')))
    const hidden = [...before.slice(0, -1), this.#norm(x, 'ln_f')]
    return { logits: lens.at(-1)!, hidden, attentions, lens }
  }

  /** Natural logarithms of the probabilities of all tokens after each position. */
  logprobs(ids: ArrayLike<number>): Matrix {
    return this.run(ids).logits.map(logSoftmax)
  }

  #tensor(name: string): Float32Array {
    return this.#tensors.get(name)!
  }

  #norm(x: Matrix, name: string): Matrix {
    const weight = this.#tensor(`${name}.weight`)
    const bias = this.#tensor(`${name}.bias`)
    const epsilon = this.#config.layer_norm_epsilon ?? 1e-5
    return x.map((row) => {
      const mean = sum(row) / row.length
      const variance = sum(row.map((value) => (value - mean) ** 2)) / row.length
      return row.map((v, d) => ((v - mean) / Math.sqrt(variance + epsilon)) * weight[d]! + bias[d]!)
    })
  }

  /** Weights are [inputs, outputs]. */
  #linear(x: Matrix, name: string): Matrix {
    const weight = this.#tensor(`${name}.weight`)
    const bias = this.#tensor(`${name}.bias`)
    const outputs = bias.length
    return x.map((row) => {
      const out = Float64Array.from(bias)
      for (let k = 0; k < row.length; k++) {
        for (let n = 0; n < outputs; n++) out[n]! += row[k]! * weight[k * outputs + n]!
      }
      return out
    })
  }

  #head(x: Matrix): Matrix {
    const weight = this.#tensors.get('lm_head.weight') ?? this.#tensor('wte.weight')
    const { vocab_size: vocab, n_embd: width } = this.#config
    return x.map((row) =>
      Float64Array.from({ length: vocab }, (_, id) =>
        row.reduce((total, value, d) => total + value * weight[id * width + d]!, 0),
      ),
    )
  }

  #attention(qkv: Matrix, layer: number, head: number): Matrix {
    const { n_embd: width, n_head: heads } = this.#config
    const size = width / heads
    let scale = this.#config.scale_attn_weights === false ? 1 : 1 / Math.sqrt(size)
    if (this.#config.scale_attn_by_inverse_layer_idx) scale /= layer + 1
    return qkv.map((row, position) => {
      const scores = qkv.slice(0, position + 1).map((other) => {
        let dot = 0
        for (let d = head * size; d < (head + 1) * size; d++) dot += row[d]! * other[width + d]!
        return dot * scale
      })
      const weights = new Float64Array(qkv.length)
      weights.set(logSoftmax(Float64Array.from(scores)).map(Math.exp))
      return weights
    })
  }

  /** The values, weighted, of all heads side by side. */
  #mix(qkv: Matrix, weights: Matrix[]): Matrix {
    const width = this.#config.n_embd
    const size = width / weights.length
    return qkv.map((_, position) =>
      Float64Array.from({ length: width }, (_, d) => {
        const row = weights[Math.floor(d / size)]![position]!
        return qkv.reduce((total, other, t) => total + row[t]! * other[2 * width + d]!, 0)
      }),
    )
  }
}

export function logSoftmax(row: Float64Array): Float64Array {
  const largest = row.reduce((most, value) => Math.max(most, value), -Infinity)
  const total = Math.log(sum(row.map((value) => Math.exp(value - largest))))
  return row.map((value) => value - largest - total)
}

function geluTanh(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
}

function sum(row: Float64Array): number {
  return row.reduce((total, value) => total + value, 0)
}

function add(a: Matrix, b: Matrix): Matrix {
  return a.map((row, at) => row.map((value, d) => value + b[at]![d]!))
}
