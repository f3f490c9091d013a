-- The first boundary of a season on or after a day: every so many months from its day-month in the
-- year 2000, clamped to the month's end, as src/domain/billing/season.ts counts them.
create function season_boundary(day_from date, season_day int, season_month int, months int)
returns date language sql immutable parallel safe as $$
  select min(on_day) from (
    select (first + least(season_day, extract(day from first + interval '1 month - 1 day')::int) - 1)
      as on_day
    from (
      select (make_date(2000, season_month, 1) + make_interval(months => months * (k + floor(
        ((extract(year from day_from)::int - 2000) * 12 + extract(month from day_from)::int
          - season_month)::numeric / months)::int)))::date as first
      from generate_series(0, 1) k) start_of) boundary
  where on_day >= day_from
$$;
