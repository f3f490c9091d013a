import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In development, any address without a file belongs to one of the two single-page apps. */
function pages(): Plugin {
  return {
    name: 'cercle-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        const isFile = path.includes('.') || path.startsWith('/@') || path.startsWith('/api');
        if (!isFile) {
          const face = path === '/portal' || path.startsWith('/portal/') ? 'portal' : 'admin';
          request.url = `/${face}/index.html`;
        }
        next();
      });
    },
  };
}

const config: UserConfig = {
  root: here('.'),
  base: '/',
  appType: 'mpa',
  plugins: [react(), pages()],
  server: {
    proxy: { '/api': process.env.CERCLE_API ?? 'http://localhost:3000' },
  },
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: ['admin', 'portal']
        .map((face) => here(`./${face}/index.html`))
        .filter((page) => existsSync(page)),
    },
  },
};

/** Two bundles: admin (served at /) and portal (served at /portal). Output: web/dist. */
export default defineConfig(({ command }) => {
  // Whoever builds, tests too, builds what users get: React's development code is twice as slow.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return config;
});
