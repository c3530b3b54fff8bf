#!/usr/bin/env node
/** The `nextoken` command: says which commands there are, and turns what goes wrong into one sentence. */

import { Command, CommanderError, Help } from 'commander'
import { type BenchFlags, bench } from './bench.js'
import { build } from './build.js'
import { type GenerateFlags, generate } from './generate.js'
import { type NextFlags, next, type ScoreFlags, score } from './insight.js'
import {
  addBenchOptions,
  addGenerateOptions,
  addNextOptions,
  addScoreOptions,
  UsageError,
} from './options.js'

const examples = `
Examples:
  $ nextoken "Once upon a time"
  $ nextoken --model ./gpt2 --temperature 0.8 --top-k 50 "The weather today"
  $ nextoken --seed 7 --max-tokens 50 "Once upon a time"    the same text every time
  $ echo "Once upon a time" | nextoken
  $ nextoken --json "Once upon a time" | jq .text
  $ nextoken next --top 5 "Once upon a"                    the most likely next tokens
  $ nextoken score --no-tokens < story.txt                 a text's perplexity
  $ nextoken bench --model ./gpt2                          how fast it is here
  $ nextoken generate build                                a prompt that is a command's name
`

function makeProgram(): Command {
  const { version } = require('../../package.json') as { version: string }
  const program = new Command('nextoken')
    .description('GPT-2 on this machine: a prompt in, text out, token by token.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .usage('[options] [prompt]\n       nextoken <command>')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'nextoken: ')),
    })

  const generateCommand = program
    .command('generate', { isDefault: true })
    .description('continue a prompt (the default command)')
    .argument('[prompt]', "text to continue; '-' or nothing reads it from a pipe")
    .action((prompt: string | undefined, flags: GenerateFlags) => generate(prompt, flags))
  addGenerateOptions(generateCommand)

  const nextCommand = program
    .command('next')
    .description('show the most likely next tokens')
    .argument('[prompt]', "text before them; '-' or nothing reads it from a pipe")
    .action((prompt: string | undefined, flags: NextFlags) => next(prompt, flags))
  addNextOptions(nextCommand)

  const scoreCommand = program
    .command('score')
    .description('show how likely a text is: log-probabilities and perplexity')
    .argument('[text]', "'-' or nothing reads it from a pipe")
    .action((text: string | undefined, flags: ScoreFlags) => score(text, flags))
  addScoreOptions(scoreCommand)

  const benchCommand = program
    .command('bench')
    .description('measure how fast a model runs on this machine')
    .action((flags: BenchFlags) => bench(flags))
  addBenchOptions(benchCommand)

  program
    .command('build')
    .description('compile the native add-on for this machine (needs a C++ compiler and Python)')
    .action(build)

  // The default command's options belong into the first help that anybody sees.
  program.configureHelp({
    visibleOptions(command) {
      const own = Help.prototype.visibleOptions.call(this, command)
      return command === program ? [...generateCommand.options, ...own] : own
    },
  })
  return program
}

function report(error: unknown): void {
  if (error instanceof CommanderError) {
    // Help and version come here too; commander has printed its message already.
    process.exitCode = error.exitCode === 0 ? 0 : 2
    return
  }
  const failure = error instanceof Error ? error : new Error(String(error))
  console.error(`nextoken: ${failure.message}`)
  if (process.env.NEXTOKEN_DEBUG === '1') console.error(failure)
  process.exitCode = error instanceof UsageError ? 2 : 1
}

makeProgram().parseAsync().catch(report)
