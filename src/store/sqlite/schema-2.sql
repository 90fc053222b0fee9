-- Version 2: remembers how files with a header are read, and how well models did.

-- As given back for the next file with the same header.
CREATE TABLE column_mapping (
  id INTEGER PRIMARY KEY, -- grows with every use
  header TEXT NOT NULL UNIQUE,
  options TEXT NOT NULL
);

-- The last backtest of each model for each category; measures are means over its origins.
CREATE TABLE backtest (
  category INTEGER NOT NULL REFERENCES category (id),
  model TEXT NOT NULL,
  sums_version INTEGER NOT NULL, -- category.sums_version when it was measured
  horizon INTEGER NOT NULL,
  n_origins INTEGER NOT NULL,
  measured_at INTEGER NOT NULL,
  mae REAL NOT NULL,
  rmse REAL NOT NULL,
  smape REAL NOT NULL,
  mase REAL NOT NULL,
  coverage_80 REAL NOT NULL,
  coverage_95 REAL NOT NULL,
  winkler_95 REAL NOT NULL,
  seconds REAL NOT NULL,
  PRIMARY KEY (category, model)
) WITHOUT ROWID;
