import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../i18n/index.ts';
import { queryClient } from './queries.ts';
import { router } from './router.ts';

const root = document.getElementById('app');
if (!root) throw new Error('the page has no #app');

await startTexts(async (language) => {
  const texts = language === 'fr' ? import('../i18n/portal.fr.ts') : import('../i18n/portal.en.ts');
  return (await texts).default;
});

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
