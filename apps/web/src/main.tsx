import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource/sarabun/thai-400.css';
import '@fontsource/sarabun/thai-600.css';
import '@fontsource/sarabun/thai-700.css';
import '@fontsource/sarabun/latin-400.css';
import '@fontsource/sarabun/latin-600.css';
import '@fontsource/sarabun/latin-700.css';
import './app/styles.css';
import { App, askEarly } from './app/App.js';
import { styleNonce } from './app/theme.js';
import { preferences } from './app/preferences.js';
import { startTexts } from './i18n/i18n.js';
import { keepShellOffline } from './offline/service-worker.js';

// Libraries that add a style of their own ask here for the value that the policy lets pass.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const { scheme } = preferences.get();
const isDark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';

// Waited for once, side by side: words, who is signed in, and the draft of a report that is opened at once.
await Promise.all([startTexts(), askEarly()]);
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the console');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
keepShellOffline();
