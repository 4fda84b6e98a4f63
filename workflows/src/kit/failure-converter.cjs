// Messages and stack traces of failures are payloads too: the codec encrypts them (decision 0017). Not TypeScript,
// because the SDK loads it with require(), in the worker and in the sandbox.
const { DefaultFailureConverter } = require('@temporalio/common');

module.exports = { failureConverter: new DefaultFailureConverter({ encodeCommonAttributes: true }) };
