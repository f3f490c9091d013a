-- How often somebody tried what is limited strictly (signing in, heavy work), counted for every
-- process of the program together. Nothing is lost when it is: the table is not logged.
create unlogged table auth.rate_limit (
  key text primary key,
  hits int not null,
  until timestamptz not null
);
