-- Travel times by pgRouting 3.1 or newer, as a matrix for --od. In the folder
-- of from.csv, to.csv and pairs.csv (zaitaku audit --points):
--   createdb roads
--   psql -d roads -c 'CREATE EXTENSION postgis; CREATE EXTENSION pgrouting'
--   osm2pgrouting -d roads -U "$USER" -f roads.osm \
--       -c /usr/share/osm2pgrouting/mapconfig_for_cars.xml
--   psql -q -d roads -f pgrouting.sql       # writes od.csv
-- osm2pgrouting 2.3 is meant (Debian 12); from version 3 on `gid` is `id`.
-- A place farther than 1 km from every crossing has no way.
CREATE TEMP TABLE f (from_id text, lon float8, lat float8);
CREATE TEMP TABLE t (to_id text, lon float8, lat float8);
CREATE TEMP TABLE p (from_id text, to_id text);
\copy f FROM 'from.csv' CSV HEADER
\copy t FROM 'to.csv' CSV HEADER
\copy p FROM 'pairs.csv' CSV HEADER

CREATE TEMP TABLE node AS
  SELECT source AS id, ST_SetSRID(ST_Point(x1, y1), 4326) AS geom FROM ways
  UNION SELECT target, ST_SetSRID(ST_Point(x2, y2), 4326) FROM ways;
CREATE INDEX ON node USING gist (geom);
CREATE FUNCTION pg_temp.near(lon float8, lat float8) RETURNS bigint AS $$
  SELECT id FROM
    (SELECT id, geom FROM node
     ORDER BY geom <-> ST_SetSRID(ST_Point(lon, lat), 4326) LIMIT 1) AS n
  WHERE ST_Distance(geom::geography, ST_Point(lon, lat)::geography) <= 1000
$$ LANGUAGE sql;

CREATE TEMP TABLE place AS
  SELECT from_id AS id, true AS start, pg_temp.near(lon, lat) AS node FROM f
  UNION ALL SELECT to_id, false, pg_temp.near(lon, lat) FROM t;
CREATE TEMP TABLE asked AS
  SELECT p.*, a.node AS source, b.node AS target
  FROM p JOIN place a ON a.id = from_id AND a.start
         JOIN place b ON b.id = to_id AND NOT b.start;
CREATE TEMP TABLE answer AS
  SELECT * FROM pgr_dijkstraCost(
    'SELECT gid AS id, source, target, cost_s AS cost,
            reverse_cost_s AS reverse_cost FROM ways',
    'SELECT DISTINCT source, target FROM asked
     WHERE source IS NOT NULL AND target IS NOT NULL');
CREATE TEMP VIEW od AS
  SELECT from_id, to_id, round((agg_cost / 60)::numeric, 2) AS minutes
  FROM asked JOIN answer ON start_vid = source AND end_vid = target
  UNION ALL SELECT from_id, to_id, 0 FROM asked WHERE source = target;
\copy (SELECT * FROM od ORDER BY 1, 2) TO 'od.csv' CSV HEADER
