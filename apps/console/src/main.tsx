import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { createConsoleApi } from './connection/console-api.ts';
import { createLive } from './connection/live.ts';
import { takeToken } from './connection/token.ts';
import { Locked } from './locked.tsx';
import { followAddress } from './router.ts';

const root = document.getElementById('console');
if (!root) throw new Error('Element #console is missing in index.html.');

const token = takeToken(window.location, window.history, window.sessionStorage);
if (token === undefined) {
  render(<Locked />, root);
} else {
  const live = createLive(createConsoleApi(token));
  followAddress();
  live.start();
  render(<App live={live} />, root);
}
// Pasting the address of a new run brings a new token.
window.addEventListener('hashchange', () => {
  if (window.location.hash.startsWith('#token=')) window.location.reload();
});
