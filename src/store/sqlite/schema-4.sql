-- Version 4: rows are narrower, and totals answer every kind of question. The totals are filled
-- from the rows by fore_sqlite_tally_rebuild().

DROP VIEW invoice_data;

-- The rows as they stand. One number is the whole key, so that a row takes some 18 bytes and a
-- day of a category lies together.
CREATE TABLE invoice_4 (
  key INTEGER PRIMARY KEY, -- day << 35 | category << 21 | product
  amount INTEGER NOT NULL, -- sales << 1 | whether they were filled in
  batch INTEGER NOT NULL,  -- upload.sequence of who wrote it last
  past INTEGER NOT NULL    -- who wrote it first << 24 | number of updates; 0 for a row without any
);
INSERT INTO invoice_4
SELECT key, sales << 1 | is_imputed, batch, iif (version = 1, 0, first_batch << 24 | version - 1)
  FROM invoice
 ORDER BY key;
DROP TABLE invoice;
ALTER TABLE invoice_4 RENAME TO invoice;

-- Totals, true at every commit: of each day and each 64 days, of one category and of all, of what
-- is left of one upload and of all. The checks see to it that a sum beyond 64 bits is refused
-- instead of becoming a floating-point number.
CREATE TABLE total (
  key INTEGER PRIMARY KEY, -- batch << 38 | (category + 1) << 23 | 0 << 22 | day
                           -- batch << 38 | (category + 1) << 23 | 1 << 22 | day >> 6
                           -- with 0 for every batch, and 0 for every category
  n_rows INTEGER NOT NULL,
  sales INTEGER NOT NULL CHECK (typeof (sales) = 'integer'),
  n_imputed INTEGER NOT NULL,
  imputed_sales INTEGER NOT NULL CHECK (typeof (imputed_sales) = 'integer')
);
DROP TABLE category_day;
DROP TABLE day;

-- On which days a product has rows in a category: a bit for each of 512 days.
CREATE TABLE calendar (
  key INTEGER PRIMARY KEY, -- product << 28 | category << 14 | (day >> 9) << 1 | only filled-in rows
  sales INTEGER NOT NULL,  -- on all these days
  days_0 INTEGER NOT NULL, -- the first 64 of them, the first one lowest
  days_1 INTEGER NOT NULL,
  days_2 INTEGER NOT NULL,
  days_3 INTEGER NOT NULL,
  days_4 INTEGER NOT NULL,
  days_5 INTEGER NOT NULL,
  days_6 INTEGER NOT NULL,
  days_7 INTEGER NOT NULL
);
CREATE VIEW invoice_data AS
SELECT date ((i.key >> 35) + 1721425.5) AS date,
       p.name AS product_id,
       c.name AS category,
       (i.amount >> 1) / 100.0 AS sales,
       i.amount & 1 AS is_imputed,
       u.batch AS batch_num,
       u.file_hash AS file_hash,
       strftime ('%Y-%m-%dT%H:%M:%S', f.uploaded_at, 'unixepoch') AS created_at,
       strftime ('%Y-%m-%dT%H:%M:%S', u.uploaded_at, 'unixepoch') AS updated_at,
       (i.past & 16777215) + 1 AS version
  FROM invoice i
  JOIN category c ON c.id = (i.key >> 21) & 16383
  JOIN product p ON p.id = i.key & 2097151
  JOIN upload u ON u.sequence = i.batch
  JOIN upload f ON f.sequence = iif (i.past = 0, i.batch, i.past >> 24);
