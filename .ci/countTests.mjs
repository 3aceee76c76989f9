// Prints `PASSED FAILED` of a vitest run: node countTests.mjs RESULTS_FILE EXIT_CODE
import { readFileSync } from 'node:fs'

const [resultsFile, exitCode] = process.argv.slice(2)
const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(resultsFile, 'utf8'))

// A file that could not be loaded fails without a test of its own.
const brokenFiles = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
)
const failed = numFailedTests + brokenFiles.length
const isUnexplained = failed === 0 && (exitCode !== '0' || numPassedTests === 0)
console.log(numPassedTests, isUnexplained ? 1 : failed)
