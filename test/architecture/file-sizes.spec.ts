import { isTestFile, readSource, sourceFiles } from './source-files.js';

const MOST_LINES = 400;
const MOST_LINES_OF_A_SERVICE = 300;
/** A spec tells many short stories; it may be longer than what it is about. */
const MOST_LINES_OF_A_TEST = 500;

function limitOf(file: string): number {
  if (isTestFile(file)) return MOST_LINES_OF_A_TEST;
  return file.endsWith('.service.ts') ? MOST_LINES_OF_A_SERVICE : MOST_LINES;
}

describe('a source file', () => {
  it('is short enough to be read in one sitting', () => {
    const tooLong = sourceFiles()
      .map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > limitOf(file));
    expect(tooLong).toEqual([]);
  });
});
