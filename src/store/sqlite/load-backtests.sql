SELECT c.name, b.model, b.horizon, b.n_origins, b.measured_at,
       b.sums_version = c.sums_version AS is_current,
       EXISTS (SELECT 1 FROM training t WHERE t.category = c.id AND t.model = b.model),
       b.n_days, b.mean_size, b.mae, b.rmse, b.bias, b.wape, b.smape, b.mase,
       b.coverage_80, b.coverage_95, b.winkler_80, b.winkler_95, b.seconds
  FROM backtest b
  JOIN category c ON c.id = b.category
 WHERE ?1 IS NULL OR c.name = ?1
 ORDER BY c.name, is_current DESC, b.mase, b.model
