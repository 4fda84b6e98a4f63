// Loaded before every command (`node --import`): a failure that a person can act on is said without a stack trace.
import { SentenceError } from './sentence-error.js';

process.on('uncaughtException', (error) => {
  console.error(error instanceof SentenceError ? error.message : error);
  process.exit(1);
});
