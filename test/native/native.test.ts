/**
 * Builds and runs the C++ tests: here, as older x86 CPUs and as arm64 under an emulator, and with
 * sanitizers. What a missing tool leaves out is shown as skipped, with its name.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const x64 = process.arch === 'x64' && process.platform === 'linux'
const has = (tool: string) => spawnSync(tool, ['--version']).status === 0
const minutes = (count: number) => ({ timeout: count * 60_000 })

function build(name: string, ...definitions: string[]): string {
  const folder = join(root, `build-tests-${name}`)
  const cmake = (...args: string[]) => execFileSync('cmake', args, { cwd: root, stdio: 'pipe' })
  cmake('-B', folder, '-DNEXTOKEN_TESTS=ON', ...definitions)
  cmake('--build', folder, '-j', String(availableParallelism()))
  return join(folder, 'native-tests')
}

function run(command: string[], scale = 100, env: Record<string, string> = {}): string {
  const [file, ...args] = command
  const { status, signal, stdout, stderr } = spawnSync(file!, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
    env: { ...process.env, NEXTOKEN_TEST_SCALE: String(scale), ...env },
  })
  expect({ status, signal }, `${stdout}\n${stderr}`).toEqual({ status: 0, signal: null })
  expect(stdout).toMatch(/^\d+ passed, 0 failed$/m)
  return /^tables: (.*)$/m.exec(stdout)?.[1] ?? ''
}

describe.skipIf(!has('cmake'))('C++ tests (need cmake)', () => {
  it('on this machine', minutes(5), () => {
    expect(run([build('here')])).toContain('scalar')
  })

  describe.skipIf(!x64 || !has('qemu-x86_64-static'))(
    'on older CPUs (need qemu-user-static)',
    () => {
      it('Nehalem, without AVX: the scalar table', minutes(8), () => {
        expect(run(['qemu-x86_64-static', '-cpu', 'Nehalem', build('here')], 10)).toBe('scalar')
      })
      // Vectors are emulated one number at a time.
      it('Haswell: the AVX2 table', minutes(12), () => {
        expect(run(['qemu-x86_64-static', '-cpu', 'Haswell', build('here')], 5)).toBe('avx2 scalar')
      })
    },
  )

  const cross = 'aarch64-linux-gnu-g++'
  describe.skipIf(!x64 || !has(cross) || !has('qemu-aarch64-static'))(
    'on arm64 (need g++-aarch64-linux-gnu and qemu-user-static)',
    () => {
      const binary = () =>
        build(
          'arm64',
          '-DCMAKE_SYSTEM_NAME=Linux',
          '-DCMAKE_SYSTEM_PROCESSOR=aarch64',
          `-DCMAKE_CXX_COMPILER=${cross}`,
          '-DCMAKE_EXE_LINKER_FLAGS=-static',
        )
      it('with dot products: the neondot table', minutes(8), () => {
        expect(run(['qemu-aarch64-static', '-cpu', 'max', binary()], 10)).toBe(
          'neondot neon scalar',
        )
      })
      it('Cortex-A53, without: the neon table', minutes(8), () => {
        expect(run(['qemu-aarch64-static', '-cpu', 'cortex-a53', binary()], 10)).toBe('neon scalar')
      })
    },
  )

  describe.skipIf(process.platform !== 'linux')('with sanitizers', () => {
    it('addresses and undefined behaviour', minutes(8), () => {
      run([build('address', '-DNEXTOKEN_SANITIZE=address,undefined')], 20)
    })
    it('threads', minutes(8), () => {
      run([build('thread', '-DNEXTOKEN_SANITIZE=thread')], 20)
    })
  })
})
