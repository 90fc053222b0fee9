-- Version 1: the first one.
--
-- Days count from 0001-01-01, amounts in hundredths, moments in seconds since 1970-01-01 UTC.
-- Names are never deleted and never change their number, so that readers may remember them.

CREATE TABLE store_state (
  uploads INTEGER NOT NULL,   -- grows with every change of uploads and jobs
  invoices INTEGER NOT NULL,  -- grows with every change of rows
  forecasts INTEGER NOT NULL, -- grows with every change of forecasts
  last_owner INTEGER NOT NULL -- the last number given to a worker on jobs
);
INSERT INTO store_state VALUES (0, 0, 0, 0);

CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sums_version INTEGER NOT NULL DEFAULT 0 -- store_state.invoices when its daily sums changed
);

CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE upload (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch TEXT NOT NULL UNIQUE,
  original_filename TEXT NOT NULL,
  stored_filename TEXT NOT NULL UNIQUE,
  file_hash TEXT NOT NULL UNIQUE,
  uploaded_at INTEGER NOT NULL,
  n_total INTEGER NOT NULL DEFAULT 0,
  n_missing INTEGER NOT NULL DEFAULT 0,
  n_imputed INTEGER NOT NULL DEFAULT 0,
  n_inserted INTEGER NOT NULL DEFAULT 0,
  n_updated INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'uploaded'
    CHECK (status IN ('uploaded', 'processing', 'completed', 'failed')),
  error_log TEXT,
  sequence INTEGER UNIQUE, -- the order in which rows came in; what rows call their batch
  first_day INTEGER,
  last_day INTEGER
);

-- The categories that an upload speaks of.
CREATE TABLE upload_category (
  category INTEGER NOT NULL REFERENCES category (id),
  upload INTEGER NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
  PRIMARY KEY (category, upload)
) WITHOUT ROWID;
CREATE INDEX upload_category_upload ON upload_category (upload);

-- The rows as they stand. One number is the whole key, so that a row takes some 20 bytes and a
-- day of a category lies together.
CREATE TABLE invoice (
  key INTEGER PRIMARY KEY, -- day << 35 | category << 21 | product
  sales INTEGER NOT NULL,
  version INTEGER NOT NULL,
  is_imputed INTEGER NOT NULL,
  batch INTEGER NOT NULL,      -- upload.sequence of who wrote it last
  first_batch INTEGER NOT NULL -- of who wrote it first; 0 for a row of version 1
);

-- What rows were before an upload updated them, for undo; see fore-sqlite-history.c.
CREATE TABLE history (
  cell INTEGER NOT NULL, -- day << 14 | category
  batch INTEGER NOT NULL,
  rows BLOB NOT NULL,
  PRIMARY KEY (cell, batch)
) WITHOUT ROWID;

-- Totals, true at every commit. The checks see to it that a sum beyond 64 bits is refused
-- instead of becoming a floating-point number.
CREATE TABLE category_day (
  category INTEGER NOT NULL,
  day INTEGER NOT NULL,
  n_rows INTEGER NOT NULL,
  sales INTEGER NOT NULL CHECK (typeof (sales) = 'integer'),
  n_imputed INTEGER NOT NULL,
  imputed_sales INTEGER NOT NULL CHECK (typeof (imputed_sales) = 'integer'),
  PRIMARY KEY (category, day)
) WITHOUT ROWID;

CREATE TABLE day (
  day INTEGER PRIMARY KEY,
  n_rows INTEGER NOT NULL,
  sales INTEGER NOT NULL CHECK (typeof (sales) = 'integer'),
  n_imputed INTEGER NOT NULL,
  imputed_sales INTEGER NOT NULL CHECK (typeof (imputed_sales) = 'integer')
);

-- The last training of each model for each category.
CREATE TABLE training (
  id INTEGER PRIMARY KEY,
  category INTEGER NOT NULL REFERENCES category (id),
  model TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  upload INTEGER REFERENCES upload (id) ON DELETE SET NULL,
  note TEXT,
  UNIQUE (category, model)
);
CREATE INDEX training_upload ON training (upload);

CREATE TABLE forecast (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  training INTEGER NOT NULL REFERENCES training (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  value INTEGER NOT NULL,
  lower_80 INTEGER NOT NULL,
  upper_80 INTEGER NOT NULL,
  lower_95 INTEGER NOT NULL,
  upper_95 INTEGER NOT NULL,
  UNIQUE (training, day)
);

CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'forecast')),
  state TEXT NOT NULL DEFAULT 'queued'
    CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  upload INTEGER REFERENCES upload (id) ON DELETE SET NULL,
  options TEXT,
  owner INTEGER,                       -- who works on it
  n_deaths INTEGER NOT NULL DEFAULT 0, -- owners that ended in the middle of it
  error TEXT
);
CREATE INDEX job_open ON job (kind, id) WHERE state IN ('queued', 'running');
CREATE INDEX job_upload ON job (upload);

-- What other programs may read, under the names of the platform before.
-- 1721425.5 is the Julian day of 0001-01-01.

CREATE VIEW upload_metadata AS
SELECT batch AS batch_num,
       original_filename,
       stored_filename,
       file_hash,
       strftime ('%Y-%m-%dT%H:%M:%S', uploaded_at, 'unixepoch') AS uploaded_at,
       n_total AS num_total_rows,
       n_missing AS num_missing_rows,
       n_imputed AS num_imputed_rows,
       n_inserted AS num_inserted_rows,
       n_updated AS num_updated_rows,
       status,
       error_log
  FROM upload;

CREATE VIEW invoice_data AS
SELECT date ((i.key >> 35) + 1721425.5) AS date,
       p.name AS product_id,
       c.name AS category,
       i.sales / 100.0 AS sales,
       i.is_imputed AS is_imputed,
       u.batch AS batch_num,
       u.file_hash AS file_hash,
       strftime ('%Y-%m-%dT%H:%M:%S', f.uploaded_at, 'unixepoch') AS created_at,
       strftime ('%Y-%m-%dT%H:%M:%S', u.uploaded_at, 'unixepoch') AS updated_at,
       i.version AS version
  FROM invoice i
  JOIN category c ON c.id = (i.key >> 21) & 16383
  JOIN product p ON p.id = i.key & 2097151
  JOIN upload u ON u.sequence = i.batch
  JOIN upload f ON f.sequence = iif (i.first_batch = 0, i.batch, i.first_batch);

CREATE VIEW forecast_data AS
SELECT f.id AS id,
       date (f.day + 1721425.5) AS forecast_date,
       c.name AS category,
       t.model AS model_type,
       f.value / 100.0 AS forecast_value,
       f.lower_95 / 100.0 AS lower_bound,
       f.upper_95 / 100.0 AS upper_bound,
       strftime ('%Y-%m-%dT%H:%M:%S', t.created_at, 'unixepoch') AS created_at,
       u.batch AS batch_num
  FROM forecast f
  JOIN training t ON t.id = f.training
  JOIN category c ON c.id = t.category
  LEFT JOIN upload u ON u.id = t.upload
 WHERE t.model IN ('prophet', 'sarimax', 'holt_winters');
