/** Starts the page: the only place that takes the real network and the real clock. */
import '@cloudscape-design/global-styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserFetch } from './api/http';
import { browserUpload } from './api/upload';
import { App } from './app';
import { createQueryClient } from './common/queries';

const queryClient = createQueryClient();
const clock = () => new Date();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <App fetch={browserFetch} upload={browserUpload} clock={clock} queryClient={queryClient} />
  </StrictMode>,
);
