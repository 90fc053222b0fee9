-- Version 3: keeps every measure of how a model did; what version 2 had room for was never filled.

DROP TABLE backtest;

-- How each model last did on the past of each category: the measures of all days forecast then.
CREATE TABLE backtest (
  category INTEGER NOT NULL REFERENCES category (id),
  model TEXT NOT NULL,
  sums_version INTEGER NOT NULL, -- category.sums_version when it was measured
  horizon INTEGER NOT NULL,
  n_origins INTEGER NOT NULL,
  measured_at INTEGER NOT NULL,
  n_days INTEGER NOT NULL,
  mean_size REAL NOT NULL,
  mae REAL NOT NULL,
  rmse REAL NOT NULL,
  bias REAL NOT NULL,
  wape REAL NOT NULL,
  smape REAL NOT NULL,
  mase REAL NOT NULL,
  coverage_80 REAL NOT NULL,
  coverage_95 REAL NOT NULL,
  winkler_80 REAL NOT NULL,
  winkler_95 REAL NOT NULL,
  seconds REAL NOT NULL,
  PRIMARY KEY (category, model)
) WITHOUT ROWID;
