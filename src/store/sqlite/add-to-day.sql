INSERT INTO day (day, n_rows, sales, n_imputed, imputed_sales)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE
   SET n_rows = n_rows + excluded.n_rows,
       sales = sales + excluded.sales,
       n_imputed = n_imputed + excluded.n_imputed,
       imputed_sales = imputed_sales + excluded.imputed_sales
