/** The gates on the compiled add-on, and that each of them closes when it should. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root, run } from './support.js'

const linux = process.platform === 'linux'
const built = join(root, 'build', 'Release', 'nextoken.node')
let folder: string

function gate(name: string, file: string): { status: number | null; output: string } {
  const script = join(root, 'scripts', name)
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, file], {
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

/** Compiles one piece of C++ to a shared library. */
function compile(name: string, source: string, ...flags: string[]): string {
  const input = join(folder, `${name}.cc`)
  const output = join(folder, `${name}.so`)
  writeFileSync(input, source)
  run(folder, 'g++', '-O2', '-shared', '-fPIC', ...flags, '-o', output, input)
  return output
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-gates-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.runIf(linux)('symbol versions', () => {
  test('the add-on runs on the oldest supported glibc and libstdc++', () => {
    const { status, output } = gate('check-symbols.mjs', built)
    expect(output).toMatch(/needs .*GLIBC_/)
    expect(status).toBe(0)
  })

  test('a newer symbol is found', () => {
    const source = '#include <cmath>\ndouble f(double x) { return std::exp(x); }\n'
    const { status, output } = gate('check-symbols.mjs', compile('newer', source))
    expect(output).toContain('exp needs GLIBC_2.29')
    expect(status).toBe(1)
  })

  test('a missing file does not pass', () => {
    expect(gate('check-symbols.mjs', join(folder, 'missing.so')).status).not.toBe(0)
  })
})

describe.runIf(linux && process.arch === 'x64')('instructions', () => {
  const loop = 'void f(float* x, int n) { for (int i = 0; i < n; i++) x[i] *= 2; }'

  test('AVX stays in the namespaces of the AVX kernels', () => {
    const { status, output } = gate('check-instructions.mjs', built)
    expect(output).toMatch(/\d+ AVX instructions, all inside/)
    expect(status).toBe(0)
  })

  test.each(['avx512vnni', 'avx2vnni'])('AVX in the namespace %s passes', (name) => {
    const source = `namespace nextoken { namespace ${name} { ${loop} } }`
    const file = compile(`inside-${name}`, source, '-O3', '-mavx512f')
    expect(gate('check-instructions.mjs', file)).toMatchObject({ status: 0 })
  })

  test.each([
    ['a function of the baseline', `namespace nextoken { ${loop} }`],
    [
      'a shared template named after the kernels',
      `namespace nextoken { namespace avx2 { struct A; }
       template <class> ${loop} template void f<avx2::A>(float*, int); }`,
    ],
  ])('%s is found', (_, source) => {
    const { status, output } = gate(
      'check-instructions.mjs',
      compile('leak', source, '-O3', '-mavx2'),
    )
    expect(output).toContain('nextoken::f')
    expect(status).toBe(1)
  })

  test('a file without kernels does not pass', () => {
    const { status } = gate('check-instructions.mjs', compile('empty', 'int f() { return 1; }'))
    expect(status).toBe(1)
  })
})
