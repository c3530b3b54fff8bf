// How `npm test` runs the tests: everything under test/, each file in a process of its own.
import { defineConfig } from 'vitest/config'

// A machine that wants the counts (.ci/run) names a file for them.
const results = process.env.NEXTOKEN_TEST_RESULTS

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // The user's own cache is not for tests.
    env: { NEXTOKEN_CACHE_DIR: '' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: results ? ['default', 'json'] : ['default'],
    outputFile: results ? { json: results } : undefined,
  },
})
