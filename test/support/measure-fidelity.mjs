// Prints the relative error of the logits of each model folder in each precision, as JSON. Reads the
// expected logits from standard input. A process of its own: the kernel table is chosen once.
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { loadModel } from '../../dist/index.mjs'

const [folder] = process.argv.slice(2)
const errors = {}
for (const { name, ids, positions, logits } of JSON.parse(await text(process.stdin))) {
  errors[name] = {}
  for (const precision of ['f32', 'bf16', 'int8', 'int4']) {
    const model = await loadModel(join(folder, name), { precision })
    const { data, shape } = await model.logits(ids)
    await model.dispose()
    const vocab = shape[1]
    let difference = 0
    let norm = 0
    for (let i = 0; i < logits.length; i++) {
      const at = positions[Math.floor(i / vocab)] * vocab + (i % vocab)
      difference += (data[at] - logits[i]) ** 2
      norm += logits[i] ** 2
    }
    errors[name][precision] = Math.sqrt(difference / norm)
  }
}
console.log(JSON.stringify(errors))
