SELECT c.name, b.model, b.horizon, b.n_origins, b.measured_at, b.sums_version = c.sums_version,
       b.mae, b.rmse, b.smape, b.mase, b.coverage_80, b.coverage_95, b.winkler_95, b.seconds
  FROM backtest b
  JOIN category c ON c.id = b.category
 WHERE ?1 IS NULL OR c.name = ?1
 ORDER BY c.name, b.mase, b.model
