// Compiles the native add-on of an installed package: `npx nextoken build` runs this file.
// Needs a C++17 compiler, make and Python 3; the result is build/Release/nextoken.node.
'use strict'

const { spawnSync } = require('node:child_process')
const { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } = require('node:fs')
const { delimiter, dirname, join } = require('node:path')

const root = dirname(__dirname)
const windows = process.platform === 'win32'

/** Ends with one sentence that says what is missing and how to get it. */
class Problem extends Error {}

/** @returns {string | undefined} the first of `names` that PATH has */
function onPath(names) {
  const endings = windows ? ['.exe', '.cmd', '.bat'] : ['']
  for (const name of names.filter(Boolean)) {
    if (/[\\/]/.test(name) && existsSync(name)) return name
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      for (const ending of endings) {
        const file = join(folder, name + ending)
        if (existsSync(file)) return file
      }
    }
  }
  return undefined
}

/** node-gyp of this package, of the user's project, or the one that every npm brings along. */
function findNodeGyp() {
  const script = 'node-gyp/bin/node-gyp.js'
  try {
    return require.resolve(script, { paths: [root, process.cwd()] })
  } catch {}
  const prefix = dirname(process.execPath)
  const npms = [
    join(prefix, 'node_modules', 'npm'),
    join(dirname(prefix), 'lib', 'node_modules', 'npm'),
    join(dirname(prefix), 'share', 'nodejs', 'npm'),
  ]
  if (process.env.npm_execpath) npms.unshift(dirname(dirname(process.env.npm_execpath)))
  const npm = onPath(['npm'])
  if (npm) npms.push(dirname(dirname(realpathSync(npm))))
  const globals = npm && spawnSync(npm, ['root', '-g'], { encoding: 'utf8', shell: windows })
  if (globals?.status === 0) npms.push(join(globals.stdout.trim(), 'npm'), globals.stdout.trim())
  for (const folder of npms) {
    for (const file of [join(folder, 'node_modules', script), join(dirname(folder), script)]) {
      if (existsSync(file)) return file
    }
  }
  throw new Problem('node-gyp was not found; install it with "npm install --no-save node-gyp".')
}

/** What node-gyp would say in fifty lines. On Windows it finds Visual Studio itself. */
function checkTools() {
  const { CXX, PYTHON, npm_config_python } = process.env
  if (!onPath([npm_config_python, PYTHON, 'python3', 'python', windows ? 'py' : ''])) {
    throw new Problem('Python 3 was not found; node-gyp needs it to prepare the build.')
  }
  if (windows) return
  const hint =
    process.platform === 'darwin'
      ? '"xcode-select --install" brings it'
      : 'on Debian and Ubuntu "apt install g++ make", on Alpine "apk add g++ make" brings it'
  if (!onPath([CXX?.split(' ').at(-1), 'c++', 'g++', 'clang++'])) {
    throw new Problem(`A C++17 compiler was not found; ${hint}.`)
  }
  if (!onPath([process.env.MAKE, 'make', 'gmake']))
    throw new Problem(`make was not found; ${hint}.`)
}

/** Node's headers lie beside most installations of node; with them nothing is downloaded. */
function headersBesideNode() {
  if (process.env.npm_config_nodedir) return []
  const prefix = dirname(dirname(realpathSync(process.execPath)))
  const header = join(prefix, 'include', 'node', 'node_version.h')
  if (!existsSync(header) || !existsSync(join(prefix, 'include', 'node', 'node_api.h'))) return []
  // The headers of another node that was installed to the same prefix are of no use.
  const major = /#define NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(header, 'utf8'))?.[1]
  return major === process.versions.node.split('.')[0] ? [`--nodedir=${prefix}`] : []
}

function build() {
  checkTools()
  const nodeGyp = findNodeGyp()
  // The package is published without a binding.gyp: with one in its root, npm would compile unasked.
  const gypFile = join(root, 'binding.gyp')
  const temporary = !existsSync(gypFile)
  if (temporary) {
    try {
      writeFileSync(gypFile, '{ "includes": ["native/nextoken.gypi"] }\n')
    } catch (error) {
      throw new Problem(`The build cannot write to ${root}: ${error.message}.`)
    }
  }
  // Ctrl-C ends the compiler too; this process lives on to clean up.
  const wait = () => {}
  process.on('SIGINT', wait).on('SIGTERM', wait)
  try {
    const args = [nodeGyp, 'rebuild', '--release', '--jobs=max', '--loglevel=warn']
    const options = { cwd: root, stdio: 'inherit' }
    const { status, signal } = spawnSync(
      process.execPath,
      [...args, ...headersBesideNode()],
      options,
    )
    if (signal) throw new Problem(`The build was ended by ${signal}.`)
    if (status !== 0) {
      const tools = windows
        ? 'Visual Studio with "Desktop development with C++"'
        : 'GCC 9 or Clang 10'
      throw new Problem(`The build failed, see above; it needs ${tools} or newer, and Python 3.`)
    }
  } finally {
    if (temporary) rmSync(gypFile, { force: true })
  }
}

/** The finished add-on must load here, or the build was for nothing. */
function check() {
  const file = join(root, 'build', 'Release', 'nextoken.node')
  const { active } = require(file).instructionSets()
  console.log(`Built ${file} (instruction set in use: ${active}).`)
  const prebuilds = join(root, 'prebuilds', `${process.platform}-${process.arch}`)
  if (existsSync(prebuilds)) {
    console.log(`Prebuilt add-ons are taken first; set NEXTOKEN_ADDON=${file} to use this one.`)
  }
}

try {
  build()
  check()
} catch (error) {
  console.error(error instanceof Problem ? `nextoken: ${error.message}` : error)
  process.exitCode = 1
}
